// Puts a hub under load, by k6: each iteration is a payment from one participant's customer to another's, in three legs
// (lookup, quote, transfer), each measured from the request until the payer has its answer. Answers go to the testing
// toolkit, which plays the payer; the script waits for each there, for five seconds at most.
// payments.json says how much, by whom and what is good enough. Reports: load.txt and load.json in /opt/results.
import http from 'k6/http'
import exec from 'k6/execution'
import { Counter, Rate, Trend } from 'k6/metrics'

const load = JSON.parse(open('./payments.json'))
const { addresses, participants, thresholds } = load

const completed = new Rate('payments_completed')
const failures = new Counter('payments_failed')
const legs = { lookup: new Trend('lookup', true), quote: new Trend('quote', true), transfer: new Trend('transfer', true) }
const whole = new Trend('payment', true)

const most = load.payments * thresholds.failures / 1000
export const options = {
  scenarios: {
    payments: {
      executor: 'constant-arrival-rate',
      rate: load.rate,
      timeUnit: '1s',
      duration: load.duration,
      preAllocatedVUs: load.atOnce,
      maxVUs: load.atOnce
    }
  },
  thresholds: {
    payments_completed: [`rate>=${1 - thresholds.failures / 1000}`],
    // A payment that was due and could not begin has failed, too.
    dropped_iterations: [`count<=${most}`],
    lookup: [`p(95)<=${thresholds.lookup}`],
    quote: [`p(95)<=${thresholds.quote}`],
    transfer: [`p(95)<=${thresholds.transfer}`]
  },
  summaryTrendStats: ['min', 'avg', 'med', 'p(95)', 'p(99)', 'max'],
  noConnectionReuse: false
}

const uuid = () => 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, letter => {
  const random = Math.floor(Math.random() * 16)
  return (letter === 'x' ? random : (random & 3) | 8).toString(16)
})
const one = list => list[Math.floor(Math.random() * list.length)]

// One of several by weight; of none that weighs anything, any.
function weighed (list) {
  let left = Math.random() * list.reduce((sum, { weight }) => sum + weight, 0)
  return list.find(({ weight }) => (left -= weight) < 0) ?? one(list)
}

function headers (resource, from, to) {
  const type = version => `application/vnd.interoperability.${resource}+json;version=${version}`
  const { major, minor } = load.version
  const said = { Accept: type(major), 'Content-Type': type(`${major}.${minor}`), Date: new Date().toUTCString(), 'FSPIOP-Source': from }
  return to ? { ...said, 'FSPIOP-Destination': to } : said
}

class Failed extends Error {}

// The answer to what was asked, by the path it is put at.
function answer (asked, path, leg) {
  if (asked.status !== 202) throw new Failed(`${leg}: refused with ${asked.status} ${asked.body}`)
  const heard = http.get(`${addresses.answers}/longpolling/requests${path}`, { tags: { name: `answer ${leg}` }, timeout: '10s' })
  if (heard.status !== 200) throw new Failed(`${leg}: no answer within five seconds`)
  const said = heard.json()
  return said.data ?? said.body
}

// Sends a request and waits for its answer; measured, where it is a leg of a payment.
function ask (leg, method, url, path, body, sent, holds) {
  const begun = Date.now()
  const asked = http.request(method, url, body && JSON.stringify(body), { headers: sent, tags: { name: leg } })
  const said = answer(asked, path, leg)
  if (!holds(said)) throw new Failed(`${leg}: ${JSON.stringify(said)}`)
  legs[leg]?.add(Date.now() - begun)
  return said
}

// A customer of the payee whom nobody else looks up: answers to a lookup are told apart by the customer alone.
const known = new Set()
function customer (payee, currency) {
  const number = `${payee.customers}${String(exec.vu.idInTest % 1000).padStart(3, '0')}`
  if (!known.has(number)) {
    const path = `/participants/MSISDN/${number}`
    // The oracle refuses a number it knows; whose it is, the lookup shows.
    ask('register', 'POST', addresses.lookup + path, path, { fspId: payee.id, currency }, headers('participants', payee.id), () => true)
    known.add(number)
  }
  return number
}

function pay (payer, payee, currency) {
  const number = customer(payee, currency)
  const begun = Date.now()
  const amount = { currency, amount: '1' }
  const party = (fsp, partyIdentifier) => ({ partyIdInfo: { partyIdType: 'MSISDN', partyIdentifier, fspId: fsp.id } })

  const found = `/parties/MSISDN/${number}`
  ask('lookup', 'GET', addresses.lookup + found, found, null, headers('parties', payer.id),
    said => said?.party?.partyIdInfo?.fspId === payee.id)

  const [quoteId, transferId] = [uuid(), uuid()]
  const quoted = ask('quote', 'POST', `${addresses.quotes}/quotes`, `/quotes/${quoteId}`, {
    quoteId,
    transactionId: transferId,
    payer: party(payer, `${payer.customers}000`),
    payee: party(payee, number),
    amountType: 'SEND',
    amount,
    transactionType: { scenario: 'TRANSFER', initiator: 'PAYER', initiatorType: 'CONSUMER' }
  }, headers('quotes', payer.id, payee.id), said => said?.ilpPacket && said?.condition)

  ask('transfer', 'POST', `${addresses.transfers}/transfers`, `/transfers/${transferId}`, {
    transferId,
    payerFsp: payer.id,
    payeeFsp: payee.id,
    amount,
    expiration: new Date(Date.now() + 60000).toISOString(),
    ilpPacket: quoted.ilpPacket,
    condition: quoted.condition
  }, headers('transfers', payer.id, payee.id), said => said?.transferState === 'COMMITTED')
  whole.add(Date.now() - begun)
}

export default function () {
  const payer = weighed(participants)
  const shares = other => other.currencies.filter(currency => payer.currencies.includes(currency))
  const payee = one(participants.filter(other => other.id !== payer.id && shares(other).length > 0))
  try {
    pay(payer, payee, one(shares(payee)))
    completed.add(true)
  } catch (error) {
    if (!(error instanceof Failed)) throw error
    completed.add(false)
    failures.add(1)
    console.warn(error.message)
  }
}

// What was measured, and which thresholds were crossed: one table for people, everything for programs.
export function handleSummary (data) {
  const seconds = data.state.testRunDurationMs / 1000
  const count = name => data.metrics[name]?.values.count ?? 0
  const done = data.metrics.payments_completed?.values ?? { passes: 0, fails: 0 }
  const columns = ['min', 'med', 'p(95)', 'p(99)', 'max']
  const cells = (name, values) => name.padEnd(10) + values.map(value => String(value).padStart(9)).join('')
  const row = name => cells(name, columns.map(column => Math.round(data.metrics[name]?.values[column] ?? 0)))
  const crossed = Object.entries(data.metrics).flatMap(([name, { thresholds }]) =>
    Object.entries(thresholds ?? {}).filter(([, { ok }]) => !ok).map(([threshold]) => `crossed: ${name} ${threshold}`))
  const lines = [
    `${done.passes} payments completed, ${done.fails} failed, ${count('dropped_iterations')} could not begin; ` +
      `${(done.passes / seconds).toFixed(2)} a second for ${seconds.toFixed(0)} s`,
    cells('ms', columns),
    ...['lookup', 'quote', 'transfer', 'payment'].map(row),
    ...(crossed.length > 0 ? crossed : ['all thresholds held'])
  ]
  const text = `${lines.join('\n')}\n`
  return { stdout: text, '/opt/results/load.txt': text, '/opt/results/load.json': JSON.stringify(data, null, 1) }
}
