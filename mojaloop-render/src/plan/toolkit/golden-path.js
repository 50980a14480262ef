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

// Everybody is played by the toolkit, whoever the makers' own environment says.
function environment (theirs) {
  const inputs = theirs.inputValues ?? {}
  for (const name of Object.keys(inputs).filter(name => name.endsWith('_CALLBACK_URL'))) inputs[name] = settings.callback
  return { ...theirs, inputValues: { ...inputs, ...settings.inputValues }, options: { ...theirs.options, ...settings.options } }
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
