// Creates the topics of a file, each with its partitions; again does no harm.
// Usage: create-topics.js TOPICS.json, with the broker's address in BROKERS.
'use strict'

const { AdminClient, CODES } = require('node-rdkafka')
const topics = Object.entries(require(process.argv[2]))

// As many copies as the broker keeps of any topic: one on the hub's own, more on a cluster.
const BROKERS_DEFAULT = -1
const TIMEOUT_MS = 30000
const EXISTS = CODES.ERRORS.ERR_TOPIC_ALREADY_EXISTS

const client = AdminClient.create({
  'client.id': 'create-topics',
  'metadata.broker.list': process.env.BROKERS
})

const call = (method, ...args) => new Promise((resolve, reject) => {
  client[method](...args, TIMEOUT_MS, error => {
    if (error && error.code !== EXISTS) reject(error)
    else resolve(error ? 'exists' : 'done')
  })
})

async function create ([topic, partitions]) {
  const outcome = await call('createTopic', { topic, num_partitions: partitions, replication_factor: BROKERS_DEFAULT })
  if (outcome === 'exists') {
    // More members of a group may have joined since: they wait for partitions, which can only be added.
    await call('createPartitions', topic, partitions).catch(error => {
      if (!/already|invalid/i.test(error.message)) throw error
    })
  }
  console.log(`${topic}: ${partitions} ${partitions === 1 ? 'partition' : 'partitions'}, ${outcome}`)
}

Promise.all(topics.map(create))
  .then(() => client.disconnect())
  .catch(error => {
    console.error(`could not create topics at ${process.env.BROKERS}: ${error.message}`)
    process.exit(1)
  })
