// Puts a hub under load, by k6: each iteration is a payment from one participant's customer to another's, in three legs
// (lookup, quote, transfer), each measured from the request until the payer has its answer. Answers go to what plays the
// payer; the script waits for each there, for five seconds at most: at the testing toolkit, or at the websocket of a
// callback handler.
// payments.json says how much, by whom and what is good enough; RATE, in payments a second, and DURATION, like 90s or 5m,
// say it for one run. Reports: load.txt and load.json in /opt/results.
import http from 'k6/http'
import ws from 'k6/ws'
import exec from 'k6/execution'
import { Counter, Rate, Trend } from 'k6/metrics'

const load = JSON.parse(open('./payments.json'))
const { addresses, participants, thresholds } = load

const completed = new Rate('payments_completed')
const failures = new Counter('payments_failed')
const legs = { lookup: new Trend('lookup', true), quote: new Trend('quote', true), transfer: new Trend('transfer', true) }
const whole = new Trend('payment', true)

const rate = Number(__ENV.RATE || load.rate)
const duration = __ENV.DURATION || load.duration
if (!Number.isInteger(rate) || rate < 1) throw new Error('RATE is payments a second, from 1')
if (!/^(\d+[hms])+$/.test(duration)) throw new Error('DURATION is a time like 90s, 5m or 1h30m')
const lasts = [...duration.matchAll(/(\d+)([hms])/g)].reduce((sum, [, n, unit]) => sum + n * { h: 3600, m: 60, s: 1 }[unit], 0)

// Each who pays has a customer of its own at every payee, by three digits, and is busy with a payment for five seconds
// at most before one that is due cannot begin.
const atOnce = Math.min(rate * 5, 999)
const most = rate * lasts * thresholds.failures / 1000
export const options = {
  scenarios: {
    payments: {
      executor: 'constant-arrival-rate',
      rate,
      timeUnit: '1s',
      duration,
      preAllocatedVUs: atOnce,
      maxVUs: atOnce
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

function accepted (asked, leg) {
  if (asked?.status !== 202) throw new Failed(`${leg}: refused with ${asked?.status} ${asked?.body}`)
}

// The answer at a callback handler: it says no more than that there was one at that path, by the trace of the request.
// An error is put at another path, so nobody hears it.
function heardAt (websocket, send, path, leg) {
  const trace = uuid().replaceAll('-', '')
  let asked
  let heard = false
  const connected = ws.connect(`${websocket}/${trace}/PUT${path}`, { tags: { name: `answer ${leg}` } }, socket => {
    socket.on('open', () => {
      asked = send({ traceparent: `00-${trace}-${trace.slice(16)}-00` })
      if (asked.status !== 202) socket.close()
    })
    socket.on('message', () => {
      heard = true
      socket.close()
    })
    socket.setTimeout(() => socket.close(), 5000)
  })
  if (connected?.status !== 101) throw new Failed(`${leg}: no connection to ${websocket}`)
  accepted(asked, leg)
  if (!heard) throw new Failed(`${leg}: no answer within five seconds`)
}

// The answer at the testing toolkit, by the path it is put at.
function keptAnswer (asked, path, leg) {
  accepted(asked, leg)
  const heard = http.get(`${addresses.answers}/longpolling/requests${path}`, { tags: { name: `answer ${leg}` }, timeout: '10s' })
  if (heard.status !== 200) throw new Failed(`${leg}: no answer within five seconds`)
  const said = heard.json()
  return said.data ?? said.body
}

// Sends a participant's request and waits for its answer; measured, where it is a leg of a payment.
function ask (who, leg, method, url, path, body, sent, holds) {
  const begun = Date.now()
  const send = more => http.request(method, url, body && JSON.stringify(body), { headers: { ...sent, ...more }, tags: { name: leg } })
  let said
  if (who.websocket) {
    heardAt(who.websocket, send, path, leg)
  } else {
    said = keptAnswer(send(), path, leg)
    if (!holds(said)) throw new Failed(`${leg}: ${JSON.stringify(said)}`)
  }
  legs[leg]?.add(Date.now() - begun)
  return said
}

// A customer of the payee whom nobody else looks up: answers to a lookup are told apart by the customer alone.
const known = new Set()
function customer (payee, currency) {
  const number = `${payee.customers}${String(exec.vu.idInTest % 1000).padStart(3, '0')}`
  if (!known.has(number)) {
    // Where the hub looks, and not by the hub: whoever hears answers at a websocket hears no refusal.
    const body = JSON.stringify({ fspId: payee.id, currency })
    const sent = { ...headers('participants', payee.id), 'Content-Type': 'application/json', Accept: 'application/json' }
    const asked = http.post(`${addresses.oracle}/participants/MSISDN/${number}`, body, { headers: sent, tags: { name: 'register' } })
    // The oracle refuses a number it knows; whose it is, the lookup shows.
    if (asked.status !== 201 && !asked.body?.includes('3003')) throw new Failed(`register: refused with ${asked.status} ${asked.body}`)
    known.add(number)
  }
  return number
}

function pay (payer, payee, currency) {
  const number = customer(payee, currency)
  const begun = Date.now()
  const amount = { currency, amount: '1' }
  const party = (fsp, partyIdentifier) =>
    ({ partyIdInfo: { partyIdType: 'MSISDN', partyIdentifier, fspId: fsp.id }, name: `Customer of ${fsp.id}` })

  const found = `/parties/MSISDN/${number}`
  ask(payer, 'lookup', 'GET', addresses.lookup + found, found, null, headers('parties', payer.id),
    said => said?.party?.partyIdInfo?.fspId === payee.id)

  const [quoteId, transferId] = [uuid(), uuid()]
  const quoted = ask(payer, 'quote', 'POST', `${addresses.quotes}/quotes`, `/quotes/${quoteId}`, {
    quoteId,
    transactionId: transferId,
    payer: party(payer, `${payer.customers}000`),
    payee: party(payee, number),
    amountType: 'SEND',
    amount,
    transactionType: { scenario: 'TRANSFER', initiator: 'PAYER', initiatorType: 'CONSUMER' }
  }, headers('quotes', payer.id, payee.id), said => said?.ilpPacket && said?.condition) ?? load.quote

  ask(payer, 'transfer', 'POST', `${addresses.transfers}/transfers`, `/transfers/${transferId}`, {
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

const shared = (payer, other) => other.currencies.filter(currency => payer.currencies.includes(currency))
// Who hears no quote can only pay where it knows it.
const payees = payer => participants.filter(other =>
  other.id !== payer.id && (!payer.websocket || other.websocket) && shared(payer, other).length > 0)
const payers = participants.filter(payer => payees(payer).length > 0)

export default function () {
  const payer = weighed(payers)
  const payee = one(payees(payer))
  try {
    pay(payer, payee, one(shared(payer, payee)))
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
