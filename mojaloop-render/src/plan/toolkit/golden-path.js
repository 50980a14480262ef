// Runs the collections that the makers of a release test it with, as far as this hub runs what they call.
// They are taken from /opt/golden-path where it is mounted, otherwise fetched from ARCHIVE.
'use strict'

const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')

const MOUNTED = '/opt/golden-path'
const settings = JSON.parse(fs.readFileSync(path.join(__dirname, 'golden-path-settings.json'), 'utf8'))

function die (words) {
  console.error(`golden-path: ${words}`)
  process.exit(2)
}

async function fetched () {
  const folder = fs.mkdtempSync('/tmp/golden-path-')
  const url = process.env.ARCHIVE
  const help = `mount a checkout instead: docker compose run --rm --volume "$PWD/../testing-toolkit-test-cases:${MOUNTED}:ro" golden-path`
  let archive
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(120_000) })
    if (!answer.ok) throw new Error(`it answers ${answer.status}`)
    archive = Buffer.from(await answer.arrayBuffer())
  } catch (error) {
    die(`could not fetch ${url}: ${error.cause?.code ?? error.message}\n${help}`)
  }
  const tar = spawnSync('tar', ['-xzf', '-', '-C', folder], { input: archive })
  if (tar.status !== 0) die(`what ${url} answers is no archive: ${tar.stderr}\n${help}`)
  return path.join(folder, fs.readdirSync(folder)[0] ?? '')
}

// What the makers' environment leaves to who deploys: more participants, currencies, and versions that are past or to come.
const PARTICIPANTS = ['E2ESIM1', 'E2ESIM2', 'E2ESIM3', 'E2ESIMFXP1']
const MAILS = ['email', 'noresponsepayeefspEmail', 'e2eSim1Email', 'e2eSim2Email', 'e2eSim3Email', 'e2eSimFxp1Email']
const VERSIONS = { Old: '1.0', NotSupported: '2.0' }

function left (inputs) {
  const more = { currency3: 'XXX', FX_SOURCE_CURRENCY: inputs.currency, FX_TARGET_CURRENCY: inputs.currency2 }
  for (const name of PARTICIPANTS) {
    more[`${name}_NAME`] = name.toLowerCase()
    more[`${name}_CALLBACK_URL`] = settings.callback
  }
  for (const name of MAILS) more[name] = inputs.hubEmail
  for (const name of Object.keys(inputs).filter(name => /^(accept|contentType)[A-Z]/.test(name))) {
    for (const [which, version] of Object.entries(VERSIONS)) {
      more[name + which] = String(inputs[name]).replace(/version=.*/, `version=${version}`)
    }
  }
  return more
}

// Everybody is played by the toolkit, whoever the makers' own environment says.
function environment (theirs) {
  const inputs = theirs.inputValues ?? {}
  for (const name of Object.keys(inputs).filter(name => name.endsWith('_CALLBACK_URL'))) inputs[name] = settings.callback
  return { ...theirs, inputValues: { ...left(inputs), ...inputs, ...settings.inputValues }, options: { ...theirs.options, ...settings.options } }
}

async function main () {
  const folder = fs.existsSync(path.join(MOUNTED, 'collections')) ? MOUNTED : await fetched()
  const hub = path.join(folder, 'collections/hub')
  const missing = settings.collections.filter(name => !fs.existsSync(path.join(hub, name)))
  if (missing.length > 0) die(`${folder} has no ${missing.join(', ')}: is it another release's?`)
  const theirs = JSON.parse(fs.readFileSync(path.join(folder, 'environments/hub.json'), 'utf8'))
  process.env.COLLECTIONS = hub
  process.env.ENVIRONMENT = '/tmp/environment.json'
  process.env.KEEP_GOING = 'yes'
  fs.writeFileSync(process.env.ENVIRONMENT, JSON.stringify(environment(theirs)))
  process.argv.push(...settings.collections)
  require('./run-collections.js')
}

main()
