// Runs collections of the testing toolkit, one after the other, and leaves reports: JSON, JUnit and HTML.
// Usage: run-collections.js NAME..., with the toolkit's address in TOOLKIT_URL and the folder for reports in RESULTS.
// The first that fails ends it, unless KEEP_GOING is set. COLLECTIONS and ENVIRONMENT say where they are, if not beside.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const toolkit = process.env.TOOLKIT_URL
const results = process.env.RESULTS
const collections = process.env.COLLECTIONS ?? path.join(__dirname, 'collections')
const environment = process.env.ENVIRONMENT ?? path.join(__dirname, 'environment.json')
const named = name => name.replace(/[^\w-]+/g, '-')
const report = (name, kind) => path.join(results, `${named(name)}.${kind}`)

const escape = text => String(text).replace(/[<>&"']/g, c => `&#${c.charCodeAt(0)};`)
const seconds = result => ((result?.runDurationMs ?? 0) / 1000).toFixed(3)

// A request is a JUnit test case: failed with what its assertions say, skipped when nothing of it was asked.
function junit (name, run) {
  const suites = run.test_cases.map(suite => {
    const cases = suite.requests.map(({ request, response, testResult, ...rest }) => {
      const verdicts = Object.entries(request.tests?.assertions ?? []).map(([, assertion]) => assertion)
      const failed = verdicts.filter(a => a.resultStatus?.status === 'FAILED')
      const skipped = verdicts.length > 0 && verdicts.every(a => a.resultStatus?.status === 'SKIPPED')
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

async function run (name) {
  for (const kind of ['json', 'xml', 'html']) fs.rmSync(report(name, kind), { force: true })
  const client = spawnSync(process.execPath, [
    'src/client.js',
    '--base-url', toolkit,
    '--input-files', path.join(collections, name),
    '--environment-file', environment,
    '--log-level', '1',
    '--report-name', named(name),
    '--report-format', 'json',
    '--report-target', `file://${report(name, 'json')}`
  ], { cwd: '/opt/app', stdio: 'inherit' })
  if (client.error) throw client.error
  if (client.signal) throw new Error(`${name}: the client was ended by ${client.signal}`)

  // A run without a report, or one that asserted nothing, proves nothing.
  const outcome = JSON.parse(fs.readFileSync(report(name, 'json'), 'utf8'))
  if (!outcome.runtimeInformation?.totalAssertions) throw new Error(`${name}: nothing was asserted`)
  fs.writeFileSync(report(name, 'xml'), junit(name, outcome))
  fs.writeFileSync(report(name, 'html'), await html(outcome))
  if (client.status !== 0) throw new Error(`${name}: not everything passed, see results/${named(name)}.html`)
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
