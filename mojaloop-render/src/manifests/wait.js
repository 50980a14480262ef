// Waits until everything it is told of is there: `host:port` takes connections, `batch/jobs/NAME` is complete,
// `apps/deployments/NAME` is rolled out and available. Says every ten seconds what it still waits for.
'use strict'

const fs = require('node:fs')
const https = require('node:https')
const net = require('node:net')

const account = '/var/run/secrets/kubernetes.io/serviceaccount'
const own = name => fs.readFileSync(`${account}/${name}`, 'utf8')

const connects = address => new Promise(resolve => {
  const at = address.lastIndexOf(':')
  const socket = net.connect({ host: address.slice(0, at), port: Number(address.slice(at + 1)), timeout: 2000 })
  const end = there => { socket.destroy(); resolve(there) }
  socket.once('connect', () => end(true)).once('timeout', () => end(false)).once('error', () => end(false))
})

const asked = ([group, resource, name]) => new Promise(resolve => {
  const request = https.get({
    host: process.env.KUBERNETES_SERVICE_HOST,
    port: process.env.KUBERNETES_SERVICE_PORT,
    path: `/apis/${group}/v1/namespaces/${own('namespace')}/${resource}/${name}`,
    headers: { Authorization: `Bearer ${own('token')}` },
    ca: own('ca.crt'),
    timeout: 5000
  }, response => {
    let body = ''
    response.on('data', part => { body += part })
    response.on('end', () => {
      if (response.statusCode === 200) return resolve(JSON.parse(body))
      if (response.statusCode !== 404) console.error(`${resource}/${name}: the API server answers ${response.statusCode}`)
      resolve()
    })
  })
  request.once('timeout', () => request.destroy(new Error('no answer')))
  request.once('error', error => { console.error(`${resource}/${name}: ${error.message}`); resolve() })
})

const holds = (status, type) => (status?.conditions ?? []).some(one => one.type === type && one.status === 'True')

const isThere = async target => {
  const parts = target.split('/')
  if (parts.length === 1) return connects(target)
  const object = await asked(parts)
  if (!object) return false
  const { metadata, spec, status } = object
  if (parts[1] === 'jobs') {
    if (holds(status, 'Failed')) console.error(`${target} has failed: kubectl logs job/${metadata.name}`)
    return holds(status, 'Complete')
  }
  return status?.observedGeneration >= metadata.generation && status.updatedReplicas >= spec.replicas &&
    status.availableReplicas >= spec.replicas
}

async function main (targets) {
  for (let second = 0; targets.length > 0; second++) {
    const there = await Promise.all(targets.map(isThere))
    targets = targets.filter((_, i) => !there[i])
    if (targets.length === 0) break
    if (second % 10 === 0) console.log(`waiting for ${targets.join(', ')}`)
    await new Promise(resolve => setTimeout(resolve, 1000))
  }
}

main(process.argv.slice(2))
