#!/usr/bin/env bash
# Scratch servers for the tests that ask a real database: PostgreSQL and MariaDB, on loopback, in a folder of their own.
#
#   databases.sh start FOLDER [PID]   starts what this computer has and prints the shell lines that hand its address on; with a PID the servers
#                                     end with that process
#   databases.sh stop FOLDER          stops them
#
# A server that is not installed is left out; the tests that need it are skipped and say so.
set -euo pipefail
# The caller's may be closed to the users that the servers run as.
unset TMPDIR

# Nothing here is secret: the servers listen on loopback, hold no data, and live as long as the tests.
password='pa55;word "quoted" it'"'"'s'

run_as() {
    local user=$1
    shift
    # Neither server runs as root.
    if [ "$(id -u)" = 0 ]; then runuser -u "$user" -- "$@"; else "$@"; fi
}

own() {
    if [ "$(id -u)" = 0 ]; then chown -R "$1" "$2"; fi
}

postgres_programs() {
    local folder
    for folder in /usr/lib/postgresql/*/bin $(dirname "$(command -v postgres || true)" 2>/dev/null); do
        if [ -x "$folder/initdb" ]; then printf '%s\n' "$folder"; fi
    done | sort -V | tail -1
}

certificate() {
    command -v openssl >/dev/null &&
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=scratch.invalid -keyout "$1/server.key" -out "$1/server.crt" 2>/dev/null &&
        chmod 600 "$1/server.key"
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
    done
    printf '%s\n' "$port"
}

start_postgres() {
    local programs folder=$1/postgres port tls=off
    programs=$(postgres_programs)
    [ -n "$programs" ] || return 0
    mkdir -p "$folder"
    printf '%s' "$password" >"$folder/password"
    if certificate "$folder"; then tls=on; fi
    own postgres "$folder"
    run_as postgres "$programs/initdb" --pgdata="$folder/data" --username=shop --pwfile="$folder/password" --auth=scram-sha-256 --encoding=UTF8 --no-locale --no-sync >"$folder/initdb.log"
    port=$(free_port)
    cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $port
unix_socket_directories = ''
fsync = off
ssl = $tls
ssl_cert_file = '$folder/server.crt'
ssl_key_file = '$folder/server.key'
CONF
    # Every descriptor is closed: who reads our lines waits for the end of them, and a server keeps what it inherits.
    run_as postgres "$programs/pg_ctl" --pgdata="$folder/data" --log="$folder/server.log" --wait start >"$folder/start.log" 2>&1 </dev/null
    printf "export PAYMENTSAFETY_TEST_POSTGRES='%s'\n" "$port"
    printf "export PAYMENTSAFETY_TEST_POSTGRES_PROGRAMS='%s'\n" "$programs"
}

start_mariadb() {
    local folder=$1/mariadb port tls=()
    command -v mariadbd >/dev/null && command -v mariadb-install-db >/dev/null && command -v mariadb >/dev/null || return 0
    mkdir -p "$folder"
    if certificate "$folder"; then tls=(--ssl-cert="$folder/server.crt" --ssl-key="$folder/server.key"); fi
    local quoted=${password//\'/\'\'}
    cat >"$folder/init.sql" <<SQL
CREATE USER 'shop'@'%' IDENTIFIED BY '$quoted';
GRANT ALL PRIVILEGES ON *.* TO 'shop'@'%' WITH GRANT OPTION;
SQL
    own mysql "$folder"
    run_as mysql mariadb-install-db --no-defaults --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db >"$folder/install.log" 2>&1
    port=$(free_port)
    run_as mysql mariadbd --no-defaults --datadir="$folder/data" --socket="$folder/socket" --pid-file="$folder/pid" --bind-address=127.0.0.1 --port="$port" \
        --skip-name-resolve --innodb-flush-log-at-trx-commit=0 --innodb-buffer-pool-size=64M --init-file="$folder/init.sql" "${tls[@]}" >"$folder/server.log" 2>&1 </dev/null &
    disown
    local try
    for try in $(seq 300); do
        if MYSQL_PWD=$password mariadb --no-defaults --host=127.0.0.1 --port="$port" --user=shop --execute='SELECT 1' >/dev/null 2>&1; then
            printf "export PAYMENTSAFETY_TEST_MARIADB='%s'\n" "$port"
            return 0
        fi
        sleep 0.1
    done
    cat "$folder/server.log" >&2
    return 1
}

stop() {
    local folder=$1 programs
    if [ -f "$folder/postgres/data/postmaster.pid" ]; then
        programs=$(postgres_programs)
        run_as postgres "$programs/pg_ctl" --pgdata="$folder/postgres/data" --mode=immediate stop >/dev/null 2>&1 || true
    fi
    if [ -f "$folder/mariadb/pid" ]; then
        kill -9 "$(cat "$folder/mariadb/pid")" 2>/dev/null || true
    fi
    rm -rf "$folder"
}

end_with() {
    while kill -0 "$1" 2>/dev/null; do sleep 1; done
    stop "$2"
}

case "${1:-}" in
start)
    mkdir -p "$2"
    folder=$(cd "$2" && pwd)
    # The servers' users must be able to reach their folders.
    chmod 755 "$folder"
    start_postgres "$folder" &
    start_mariadb "$folder"
    wait
    printf "export PAYMENTSAFETY_TEST_DATABASE_PASSWORD='%s'\n" "${password//\'/\'\\\'\'}"
    if [ -n "${3:-}" ]; then
        end_with "$3" "$folder" >/dev/null 2>&1 </dev/null &
        disown
    fi
    ;;
stop)
    if [ -d "$2" ]; then stop "$(cd "$2" && pwd)"; fi
    ;;
*)
    sed -n '2,9p' "$0" >&2
    exit 2
    ;;
esac
