// The simulator's HTTP client says with every answer which media types it takes back; none of them is a hub's, so the
// hub's services refuse the answer. Here that is taken out, before anything else of it runs.
const { createRequire } = require('node:module')

delete createRequire('/opt/app/')('axios').defaults.headers.common.Accept
