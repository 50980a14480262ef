// Creates for each database a user with every right on it and none elsewhere. Runs on an empty server, and once more
// does no harm: who is there stays as he is.
// DATABASES lists them as `database:user:variable`, where the variable holds the user's password.

// A server that works asks who does this; one that is only being made knows him already.
db.getSiblingDB('admin').auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD)

for (const entry of process.env.DATABASES.split(' ')) {
  const [database, user, variable] = entry.split(':')
  // The services name no other database to prove who they are: the user is one of the database itself.
  const own = db.getSiblingDB(database)
  if (own.getUser(user)) continue
  own.createUser({
    user,
    pwd: process.env[variable],
    roles: [{ role: 'readWrite', db: database }]
  })
}
