// Runs a collection of the testing toolkit and leaves reports: JSON, JUnit and HTML.
// Usage: run-collection.js NAME, with the toolkit's address in TOOLKIT_URL. Ends with the verdict: 0, all passed.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const name = process.argv[2]
const toolkit = process.env.TOOLKIT_URL
const results = path.join(__dirname, 'results')
const report = kind => path.join(results, `${name}.${kind}`)

const escape = text => String(text).replace(/[<>&"']/g, c => `&#${c.charCodeAt(0)};`)
const seconds = result => ((result?.runDurationMs ?? 0) / 1000).toFixed(3)

// A request is a JUnit test case: failed with what its assertions say, skipped when nothing of it was asked.
function junit (run) {
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

async function main () {
  for (const kind of ['json', 'xml', 'html']) fs.rmSync(report(kind), { force: true })
  const client = spawnSync(process.execPath, [
    'src/client.js',
    '--base-url', toolkit,
    '--input-files', path.join(__dirname, 'collections', name),
    '--environment-file', path.join(__dirname, 'environment.json'),
    '--log-level', '1',
    '--report-name', name,
    '--report-format', 'json',
    '--report-target', `file://${report('json')}`
  ], { cwd: '/opt/app', stdio: 'inherit' })
  if (client.error) throw client.error

  // A run without a report, or one that asserted nothing, proves nothing.
  const run = JSON.parse(fs.readFileSync(report('json'), 'utf8'))
  if (!run.runtimeInformation?.totalAssertions) throw new Error('nothing was asserted')
  fs.writeFileSync(report('xml'), junit(run))
  fs.writeFileSync(report('html'), await html(run))
  return client.status ?? 1
}

main().then(status => process.exit(status), error => {
  console.error(`${name}: ${error.message}`)
  process.exit(1)
})
