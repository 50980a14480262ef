// Creates for each database a user with every right on it and none elsewhere; runs once, on an empty server.
// DATABASES lists them as `database:user:variable`, where the variable holds the user's password.

for (const entry of process.env.DATABASES.split(' ')) {
  const [database, user, variable] = entry.split(':')
  // The services name no other database to prove who they are: the user is one of the database itself.
  db.getSiblingDB(database).createUser({
    user,
    pwd: process.env[variable],
    roles: [{ role: 'readWrite', db: database }]
  })
}
