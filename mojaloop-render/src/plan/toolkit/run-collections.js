// Runs collections of the testing toolkit, one after the other, and leaves reports: JSON, JUnit and HTML.
// Usage: run-collections.js NAME..., with the toolkit's address in TOOLKIT_URL and the folder for reports in RESULTS.
// The first that fails ends it, unless KEEP_GOING is set. COLLECTIONS and ENVIRONMENT say where they are, if not beside.
// Prints what is being tried, and of each collection what failed: the reports have all of it.
'use strict'

const { spawn } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const readline = require('node:readline')
const { stripVTControlCharacters: plain } = require('node:util')

// How much of a failure is printed, in requests or lines.
const SHOWN = 10

const toolkit = process.env.TOOLKIT_URL
const results = process.env.RESULTS
const collections = process.env.COLLECTIONS ?? path.join(__dirname, 'collections')
const environment = process.env.ENVIRONMENT ?? path.join(__dirname, 'environment.json')
const named = name => name.replace(/[^\w-]+/g, '-')
const report = (name, kind) => path.join(results, `${named(name)}.${kind}`)

const escape = text => String(text).replace(/[<>&"']/g, c => `&#${c.charCodeAt(0)};`)
const seconds = result => ((result?.runDurationMs ?? 0) / 1000).toFixed(3)

const assertions = request => Object.values(request.tests?.assertions ?? [])
const ended = (request, status) => assertions(request).filter(a => a.resultStatus?.status === status)

// A request is a JUnit test case: failed with what its assertions say, skipped when nothing of it was asked.
function junit (name, run) {
  const suites = run.test_cases.map(suite => {
    const cases = suite.requests.map(({ request, response, testResult, ...rest }) => {
      const failed = ended(request, 'FAILED')
      const asked = assertions(request).length
      const skipped = asked > 0 && ended(request, 'SKIPPED').length === asked
      const outcome = failed.length > 0
        ? `<failure message="${escape(failed.map(a => a.description).join('; '))}">${escape(JSON.stringify({
            failed: failed.map(a => [a.description, a.resultStatus.message]),
            status: response?.status,
            body: response?.body,
            callback: rest.callback?.body
          }, null, 1))}</failure>`
        : skipped ? '<skipped/>' : ''
      return { failed: failed.length > 0, skipped, xml: `    <testcase classname="${escape(suite.name)}" name="${escape(request.description)}" time="${seconds(testResult)}">${outcome}</testcase>` }
    })
    const count = what => cases.filter(c => c[what]).length
    return `  <testsuite name="${escape(suite.name)}" tests="${cases.length}" failures="${count('failed')}" skipped="${count('skipped')}" time="${seconds(suite.testResult)}">\n${cases.map(c => c.xml).join('\n')}\n  </testsuite>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="${escape(name)}">\n${suites.join('\n')}\n</testsuites>\n`
}

// The toolkit itself makes a page of a run.
async function html (run) {
  const answer = await fetch(`${toolkit}/api/reports/testcase/html`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(run)
  })
  if (!answer.ok) throw new Error(`the toolkit answers ${answer.status}`)
  return answer.text()
}

// The client prints two lines a request and no way to leave them out: of them, each test case is named as it begins.
// Resolves to how it ended, with what it printed.
function client (name) {
  const started = spawn(process.execPath, [
    'src/client.js',
    '--base-url', toolkit,
    '--input-files', path.join(collections, name),
    '--environment-file', environment,
    '--log-level', '0',
    '--report-name', named(name),
    '--report-format', 'json',
    '--report-target', `file://${report(name, 'json')}`
  ], { cwd: '/opt/app', stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = []
  let last
  const read = stream => readline.createInterface({ input: stream }).on('line', line => {
    printed.push(line)
    const begun = plain(line).match(/^\[.*?\]\s+(.*?) -> /)?.[1] ?? last
    if (begun !== last) console.log(`  ${begun}`)
    last = begun
  })
  read(started.stdout)
  read(started.stderr)
  return new Promise((resolve, reject) => {
    started.on('error', reject)
    started.on('close', (status, signal) => resolve({ status, signal, printed }))
  })
}

// What a request came to: whom it asked, what that answered, and whether a callback followed.
function outcome ({ request, response, callback }) {
  const asked = `${request.method.toUpperCase()} ${request.url ?? ''}${request.path ?? request.operationPath}`
  if (!response?.status) return `${asked}: no answer`
  const silent = request.apiVersion?.asynchronous && response.status === 202 && !callback
  return `${asked}: ${response.status}${silent ? ', and no callback' : ''}`
}

// The requests that failed, the first of them in full: what follows a failure mostly fails by it.
function failures (run) {
  const failed = run.test_cases.flatMap(suite => suite.requests.map(one => ({ ...one, suite: suite.name })))
    .filter(({ request }) => ended(request, 'FAILED').length > 0)
  const lines = failed.slice(0, SHOWN).flatMap(one => [
    `  FAILED ${one.suite}: ${one.request.description}`,
    `    ${outcome(one)}`,
    ...ended(one.request, 'FAILED').map(a => `    not so: ${a.description}`)
  ])
  return failed.length > SHOWN ? [...lines, `  and ${failed.length - SHOWN} more requests`] : lines
}

async function run (name) {
  for (const kind of ['json', 'xml', 'html']) fs.rmSync(report(name, kind), { force: true })
  console.log(`${name}:`)
  const { status, signal, printed } = await client(name)
  if (signal) throw new Error(`${name}: the client was ended by ${signal}`)
  if (!fs.existsSync(report(name, 'json'))) {
    throw new Error(`${printed.slice(-SHOWN).join('\n')}\n${name}: the client ended with ${status} and left no report`)
  }

  // A run without a report, or one that asserted nothing, proves nothing.
  const left = JSON.parse(fs.readFileSync(report(name, 'json'), 'utf8'))
  const requests = left.test_cases.flatMap(suite => suite.requests)
  const count = what => requests.reduce((sum, { request }) => sum + ended(request, what).length, 0)
  const [passed, failed, skipped] = ['SUCCESS', 'FAILED', 'SKIPPED'].map(count)
  if (passed + failed === 0) throw new Error(`${name}: nothing was asserted`)
  fs.writeFileSync(report(name, 'xml'), junit(name, left))
  const page = await html(left).then(text => fs.writeFileSync(report(name, 'html'), text), error => error)
  const tried = `${requests.length} requests in ${seconds(left.runtimeInformation)} s`
  const sum = `${name}: ${passed} assertions passed, ${failed} failed, ${skipped} skipped; ${tried}`
  if (status !== 0) {
    throw new Error(`${failures(left).join('\n')}\n${sum}\nEach request and its answer: results/${named(name)}.${page ? 'json' : 'html'}`)
  }
  console.log(sum)
  if (page) throw new Error(`${name}: there is no page of it: ${page.message}`)
}

async function main () {
  for (const name of process.argv.slice(2)) {
    try {
      await run(name)
    } catch (error) {
      if (!process.env.KEEP_GOING) throw error
      console.error(error.message)
      process.exitCode = 1
    }
  }
}

main().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
