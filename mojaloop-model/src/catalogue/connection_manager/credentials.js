// The connection manager reads from files who it is to the vault; here they are written from what it was handed, before
// anything else of it runs.
const { writeFileSync } = require('node:fs')

const { VAULT_ROLE_ID, VAULT_ROLE_ID_FILE, VAULT_ROLE_SECRET_ID, VAULT_ROLE_SECRET_ID_FILE } = process.env
writeFileSync(VAULT_ROLE_ID_FILE, VAULT_ROLE_ID, { mode: 0o600 })
writeFileSync(VAULT_ROLE_SECRET_ID_FILE, VAULT_ROLE_SECRET_ID, { mode: 0o600 })
