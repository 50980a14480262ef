#!/bin/sh
# Creates each database and a user with every right on it and none elsewhere. Runs on an empty server, and once more
# does no harm.
# DATABASES lists them as `database:user:variable`, where the variable holds the user's password. WATCHERS lists, as
# `user:variable`, who may see how the server is, and no table.

# A subshell: the entrypoint sources this file, and its own shell keeps its options.
(
    set -eu

    # The server that initialises has no port; where its socket is differs between images.
    for socket in "${SOCKET:-}" /var/run/mysqld/*.sock /tmp/*.sock; do
        case $socket in *mysqlx*) continue ;; esac
        [ -S "$socket" ] && break
    done

    # A password may hold what SQL reads: a quote and a backslash are doubled.
    quoted() {
        printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g"
    }

    as_root() {
        MYSQL_PWD=$MYSQL_ROOT_PASSWORD mysql --socket="$socket" --user=root
    }

    # In a grant `_` stands for any letter, unless it is escaped.
    exactly() {
        printf '%s' "$1" | sed -e 's/_/\\_/g'
    }

    for entry in $DATABASES; do
        database=${entry%%:*}
        rest=${entry#*:}
        user=${rest%%:*}
        password=$(printenv "${rest#*:}")
        as_root <<SQL
CREATE DATABASE IF NOT EXISTS \`$database\`;
CREATE USER IF NOT EXISTS '$user'@'%' IDENTIFIED BY '$(quoted "$password")';
GRANT ALL PRIVILEGES ON \`$(exactly "$database")\`.* TO '$user'@'%';
SQL
    done

    for entry in ${WATCHERS:-}; do
        user=${entry%%:*}
        password=$(printenv "${entry#*:}")
        as_root <<SQL
CREATE USER IF NOT EXISTS '$user'@'%' IDENTIFIED BY '$(quoted "$password")' WITH MAX_USER_CONNECTIONS 3;
GRANT PROCESS, REPLICATION CLIENT ON *.* TO '$user'@'%';
SQL
    done
) || exit 1
