// Prepares the vault for the connection manager: what it keeps where, the hub's authority, who it is there, and what it may. Run again it
// changes nothing; after a restart of the vault, which keeps all in its memory, it makes everything anew.
const { HUB, VAULT, TOKEN, ROLE_ID, SECRET_ID, SERVER_ROLE, CLIENT_ROLE } = process.env

const TEN_YEARS = '87600h'
const MOUNTS = {
  pki: 'pki',
  pki_int: 'pki',
  secrets: 'kv',
  onboarding_pm4mls: 'kv',
  whitelist_pm4mls: 'kv',
  whitelist_fsps: 'kv'
}
const NAME = 'connection-manager'

async function ask (method, path, body) {
  const headers = { 'X-Vault-Token': TOKEN, 'Content-Type': 'application/json' }
  const answer = await fetch(`${VAULT}/v1/${path}`, { method, headers, body: body && JSON.stringify(body) })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.trim()}`)
  if (text.startsWith('-----BEGIN')) return { pem: text }
  return text ? JSON.parse(text) : {}
}

async function mount () {
  const there = await ask('GET', 'sys/mounts')
  for (const [path, type] of Object.entries(MOUNTS)) {
    if (`${path}/` in there) continue
    const body = type === 'pki' ? { type, config: { max_lease_ttl: TEN_YEARS } } : { type, options: { version: '1' } }
    await ask('POST', `sys/mounts/${path}`, body)
    console.log(`mounted ${path}`)
  }
}

// The connection manager makes one where it hears of none; of an authority that is not there the vault says nothing.
async function found () {
  if ('pem' in await ask('GET', 'pki/ca/pem')) return
  const asked = { common_name: HUB, organization: HUB, ttl: TEN_YEARS, key_bits: 4096 }
  const { data } = await ask('POST', 'pki/root/generate/internal', asked)
  await ask('POST', 'secrets/hub-ca-details', { type: 'INTERNAL', rootCertificate: data.certificate })
  console.log(`${HUB} has an authority`)
}

async function issue () {
  const both = { allow_any_name: true, enforce_hostnames: false, allow_ip_sans: true, max_ttl: TEN_YEARS }
  // The hub's keys are made there; participants make their own, of whatever kind.
  const server = { ...both, server_flag: true, client_flag: false, key_type: 'rsa', key_bits: 4096 }
  const client = { ...both, server_flag: false, client_flag: true, key_type: 'any' }
  for (const authority of ['pki', 'pki_int']) {
    await ask('POST', `${authority}/roles/${SERVER_ROLE}`, server)
    await ask('POST', `${authority}/roles/${CLIENT_ROLE}`, client)
  }
}

async function letIn () {
  const all = ['create', 'read', 'update', 'delete', 'list', 'sudo']
  const paths = Object.keys(MOUNTS).flatMap(path => [path, `${path}/*`])
  const policy = { path: Object.fromEntries(paths.map(path => [path, { capabilities: all }])) }
  await ask('PUT', `sys/policies/acl/${NAME}`, { policy: JSON.stringify(policy) })
  if (!('approle/' in await ask('GET', 'sys/auth'))) await ask('POST', 'sys/auth/approle', { type: 'approle' })
  const role = `auth/approle/role/${NAME}`
  await ask('POST', role, { token_policies: [NAME], token_ttl: '1h', token_max_ttl: '2h' })
  await ask('POST', `${role}/role-id`, { role_id: ROLE_ID })
  const login = { role_id: ROLE_ID, secret_id: SECRET_ID }
  // A secret that is known there already is refused a second time.
  const isKnown = await ask('POST', 'auth/approle/login', login).then(() => true, () => false)
  if (!isKnown) await ask('POST', `${role}/custom-secret-id`, { secret_id: SECRET_ID })
  await ask('POST', 'auth/approle/login', login)
  console.log(`${ROLE_ID} can log in`)
}

mount().then(found).then(issue).then(letIn).catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
