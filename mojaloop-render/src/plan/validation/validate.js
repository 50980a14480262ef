// Asks every service by its name whether it works, and tries what is closed. A line for each check, a report for a CI,
// and an exit code: 0 when all is as it should be.
'use strict'

const dns = require('node:dns/promises')
const fs = require('node:fs')
const net = require('node:net')
const path = require('node:path')

const read = name => Object.entries(JSON.parse(fs.readFileSync(path.join(__dirname, name), 'utf8')))
const PATIENCE_S = 10
const said = error => error.name === 'TimeoutError'
  ? `no answer in ${PATIENCE_S} s`
  : error.cause?.code ?? error.code ?? error.message

async function resolves (url) {
  const { address } = await dns.lookup(new URL(url).hostname)
  return address
}

// Mojaloop's services say which of what they need is down.
function missed (body) {
  try {
    const down = JSON.parse(body).services.filter(({ status }) => status !== 'OK')
    return down.map(({ name, status }) => `, ${name} ${status}`).join('')
  } catch { return '' }
}

async function works (url) {
  const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_S * 1000) })
  if (answer.status !== 200) throw new Error(`${answer.status} from ${url}${missed(await answer.text())}`)
  return `200 from ${url}`
}

const isClosed = address => new Promise((resolve, reject) => {
  const at = address.lastIndexOf(':')
  const socket = net.connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: 3000 })
  const end = (verdict, words) => { socket.destroy(); verdict(words) }
  socket.once('connect', () => end(reject, new Error(`${address} lets anybody in`)))
  socket.once('timeout', () => end(resolve, `${address} does not answer`))
  socket.once('error', error => end(resolve, `${address} is not reached from here: ${error.code}`))
})

async function check ([kind, name, judge, what]) {
  const begun = Date.now()
  let passed = true
  let words
  try { words = await judge(what) } catch (error) { passed = false; words = said(error) }
  return { kind, name, passed, words: String(words), seconds: (Date.now() - begun) / 1000 }
}

const escape = text => text.replace(/[<>&"']/g, sign => `&#${sign.charCodeAt(0)};`)

function junit (verdicts) {
  const cases = verdicts.map(({ kind, name, passed, words, seconds }) =>
    `  <testcase classname="${kind}" name="${escape(name)}" time="${seconds.toFixed(3)}">` +
    `${passed ? '' : `<failure message="${escape(words)}"/>`}</testcase>`)
  const failed = verdicts.filter(verdict => !verdict.passed).length
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuite name="validate" tests="${verdicts.length}" ` +
    `failures="${failed}">\n${cases.join('\n')}\n</testsuite>\n`
}

// What belongs to a feature may be stopped where a target lets it be: then its name leads nowhere. Some of a feature
// may run without the rest: what something else needs, or what is left where one has ended.
async function started (answers) {
  const optional = Object.fromEntries(read('optional.json'))
  const isStopped = ([name, url]) =>
    optional[name] && resolves(url).then(() => false, error => error.code === 'ENOTFOUND')
  const stopped = await Promise.all(answers.map(isStopped))
  const running = answers.filter((_, at) => !stopped[at])
  const begun = new Set(running.map(([name]) => optional[name]))
  for (const [name] of answers.filter((_, at) => stopped[at])) {
    const feature = optional[name]
    const why = begun.has(feature) ? `not running (its profile is ${feature})` : `the feature ${feature} is not started`
    console.log(`stopped         ${name.padEnd(32)} ${why}`)
  }
  return running
}

// A store lets nobody in to ask: those who use it say when it is down.
function suspects (verdicts) {
  const says = (called, words) => called.some(name => words.includes(`, ${name} DOWN`))
  const ill = ({ called, users }) =>
    verdicts.filter(({ name, words }) => users.includes(name) && says(called, words)).map(({ name }) => name)
  return read('stores.json').map(([store, of]) => [store, ill(of)]).filter(([, names]) => names.length > 0)
}

async function main () {
  const answers = await started(read('answers.json'))
  const checks = [
    ...answers.map(([name, url]) => ['name', name, resolves, url]),
    ...answers.map(([name, url]) => ['health', name, works, url]),
    ...read('closed.json').map(([name, address]) => ['closed', name, isClosed, address])
  ]
  const verdicts = await Promise.all(checks.map(check))
  for (const { kind, name, passed, words } of verdicts) {
    console.log(`${passed ? 'pass' : 'FAIL'}  ${kind.padEnd(7)} ${name.padEnd(32)} ${words}`)
  }
  for (const [store, users] of suspects(verdicts)) {
    console.log(`look at ${store} first: it is down for ${users.join(', ')}`)
  }
  fs.writeFileSync(path.join(process.env.RESULTS, 'validate.xml'), junit(verdicts))
  const failed = verdicts.filter(verdict => !verdict.passed).length
  console.log(`${verdicts.length - failed} of ${verdicts.length} passed`)
  process.exitCode = failed === 0 ? 0 : 1
}

main()
