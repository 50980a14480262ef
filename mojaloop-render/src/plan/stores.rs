//! The stores: containers with their users and databases, or what is there already.

use indexmap::{IndexMap, IndexSet};
use mojaloop_model::catalogue::{EXPORTERS, Failure, MYSQL_WATCHER, Runtime, Service, Store, When};
use mojaloop_model::{Durability, External, Hub, Memory, Operated, Provisioning, StoreKind, Valid};

use super::overlay::store;
use super::{
    Component, Content, Database, File, Health, Makes, Mount, OperatedStore, Outside, OutsideKind, Piece, Plan, Port,
    Resources, Role, Run, Text, Variable, Volume, secrets,
};
use crate::Omission;

pub(super) fn add(plan: &mut Plan, hub: &Valid<Hub>) {
    for database in &hub.resolved().databases {
        let secret = secrets::of_database(hub, database);
        plan.databases.push(Database {
            name: database.name.to_owned(),
            user: database.user.to_owned(),
            secret: secret.id.clone(),
        });
        plan.secrets.push(secret);
    }
    for account in &hub.resolved().accounts {
        let secret = secrets::of_account(hub, account);
        plan.documents.push(Database {
            name: account.database.to_owned(),
            user: account.user.to_owned(),
            secret: secret.id.clone(),
        });
        plan.secrets.push(secret);
    }
    for kind in hub.resolved().stores.iter().map(|store| store.kind) {
        match hub.stores.provisioning(kind) {
            Provisioning::External(external) => outside(plan, hub, kind, external),
            Provisioning::Operator(operated) => by_operator(plan, hub, kind, operated),
            _ => container(plan, hub, kind),
        }
    }
}

fn outside(plan: &mut Plan, hub: &Valid<Hub>, kind: StoreKind, external: &External) {
    let origin = format!("stores.{kind}.provisioning.external");
    plan.outside.push(Outside {
        name: kind.name().to_owned(),
        kind: OutsideKind::Store,
        origin: origin.clone(),
        host: external.host.as_ref().map(ToString::to_string).unwrap_or_default(),
        port: store(hub, kind).port,
        tls: external.tls,
    });
    if kind == StoreKind::Mongodb && external.tls {
        plan.omissions.push(Omission {
            path: origin.clone(),
            what: format!("{kind} is spoken to in clear"),
            why: "the services that keep documents there take no setting that would say otherwise".to_owned(),
            instead: "let the server take their user's connections without TLS, on a closed network".to_owned(),
        });
    }
    if matches!(kind, StoreKind::Kafka | StoreKind::Redis) && (external.tls || external.secret.is_some()) {
        plan.omissions.push(Omission {
            path: origin.clone(),
            what: format!("{kind} is spoken to in clear and without credentials"),
            why: "the hub's services are not told how to do otherwise yet".to_owned(),
            instead: "let it listen on a closed network".to_owned(),
        });
    }
    if kind == StoreKind::Mysql && external.tls {
        for service in services_in_clear(hub) {
            plan.omissions.push(Omission {
                path: origin.clone(),
                what: format!("`{service}` speaks to {kind} in clear"),
                why: "it takes no setting that would say otherwise".to_owned(),
                instead: "let the server take its user's connections without TLS, on a closed network".to_owned(),
            });
        }
    }
}

/// The services with a database that none of their settings puts under TLS.
fn services_in_clear(hub: &Valid<Hub>) -> IndexSet<&'static str> {
    let tls = When::Tls(StoreKind::Mysql);
    let running = hub.resolved().workloads.iter().map(|running| running.service);
    let speaks = |service: &Service| service.all_settings().any(|setting| setting.when == tls);
    running.filter(|service| service.database.is_some() && !speaks(service)).map(|service| service.name).collect()
}

fn by_operator(plan: &mut Plan, hub: &Hub, kind: StoreKind, operated: &Operated) {
    let Some(at) = Store::of(kind) else { return };
    plan.operated.push(OperatedStore {
        kind,
        origin: format!("stores.{kind}.provisioning.operator"),
        port: store(hub, kind).port,
        operated: operated.clone(),
        disk: hub.stores.disk(kind).unwrap_or(at.disk),
        memory: at.footprint.ample,
        cpu: at.footprint.cpu,
    });
}

fn container(plan: &mut Plan, hub: &Valid<Hub>, kind: StoreKind) {
    let Some(at) = Store::of(kind) else { return };
    let disposable = kind == StoreKind::Mysql && hub.stores.mysql.durability == Durability::Disposable;
    let footprint = if disposable { at.disposable } else { at.footprint };
    let memory = hub.resolved().limit(kind.name()).unwrap_or(footprint.ample);
    let detail = match kind {
        StoreKind::Mysql => mysql(plan, hub, memory, disposable),
        StoreKind::Kafka => kafka(hub, at.data.unwrap_or_default(), memory),
        StoreKind::Redis => redis(plan, memory),
        _ => mongodb(plan, hub),
    };
    plan.components.push(Component {
        name: kind.name().to_owned(),
        origin: format!("stores.{kind}"),
        role: Role::Store,
        summary: detail.summary.to_owned(),
        image: hub.stores.image(kind).cloned().unwrap_or_else(|| at.image.into()),
        source: None,
        feature: None,
        command: detail.command,
        arguments: Vec::new(),
        variables: detail.variables,
        ports: vec![Port {
            name: kind.name().to_owned(),
            number: kind.port(),
            published: None,
            summary: None,
            page: None,
        }],
        health: Some(Health::Command(detail.health.iter().map(|word| (*word).to_owned()).collect())),
        metrics: None,
        broker_user: None,
        answers_for: Vec::new(),
        mounts: detail.mounts,
        volumes: at.data.iter().map(|data| (kind.name().to_owned(), volume(hub, at, data))).collect(),
        results: None,
        run: Run::Always,
        failure: Failure::Exits,
        runtime: Runtime::Native,
        replicas: 1,
        autoscale: None,
        resources: Resources { memory, reserved: footprint.working_set, cpu_reserved: footprint.cpu, cpu: None },
        after: IndexMap::new(),
        hardening: at.hardening,
        known: at.known,
    });
}

fn volume(hub: &Hub, store: &Store, data: &str) -> Volume {
    Volume { at: data.to_owned(), size: hub.stores.disk(store.kind).unwrap_or(store.disk) }
}

/// What is each kind's own.
struct Detail {
    summary: &'static str,
    command: Vec<String>,
    variables: IndexMap<String, Variable>,
    health: &'static [&'static str],
    mounts: Vec<Mount>,
}

const DATABASES: &str = include_str!("stores/databases.sh");
/// Its image runs what is there on an empty server.
const DATABASES_AT: &str = "/docker-entrypoint-initdb.d/databases.sh";

const DOCUMENTS: &str = include_str!("stores/documents.js");
/// Its image does the same.
const DOCUMENTS_AT: &str = "/docker-entrypoint-initdb.d/documents.js";

/// What makes the databases and users that a store of the hub's own does not have yet, from inside: what its image does
/// on an empty one.
pub(super) fn makes(plan: &Plan) -> Vec<Makes> {
    let stores: [(_, &[&str]); 2] =
        [(StoreKind::Mysql, &["sh", DATABASES_AT]), (StoreKind::Mongodb, &["mongosh", "--quiet", DOCUMENTS_AT])];
    let own = stores.into_iter().filter(|(kind, _)| {
        !databases(plan, *kind).is_empty() && plan.component(kind.name()).is_some_and(|one| one.role == Role::Store)
    });
    let makes = |(kind, command): (StoreKind, &[&str])| Makes {
        store: kind.name().to_owned(),
        command: command.iter().map(|&word| word.to_owned()).collect(),
    };
    own.map(makes).collect()
}

fn mysql(plan: &mut Plan, hub: &Valid<Hub>, memory: Memory, disposable: bool) -> Detail {
    plan.secrets.push(secrets::mysql_root(hub));
    let mut command =
        vec!["mysqld".to_owned(), format!("--innodb-buffer-pool-size={}M", memory.percent(25).as_mebibytes())];
    if disposable {
        // `Source:` seen running: 340 MiB less, and ready 2 s earlier.
        let hasty =
            ["skip-log-bin", "innodb-flush-log-at-trx-commit=0", "innodb-doublewrite=0", "performance-schema=OFF"];
        command.extend(hasty.map(|option| format!("--{option}")));
    }
    let mut variables = IndexMap::from([
        ("MYSQL_ROOT_PASSWORD".to_owned(), Variable::Secret(secrets::MYSQL_ROOT.to_owned())),
        ("MYSQL_ROOT_HOST".to_owned(), "localhost".into()),
    ]);
    variables.extend(logins(&plan.databases));
    let watched = EXPORTERS.iter().any(|e| e.of == StoreKind::Mysql && hub.resolved().runs(e.workload));
    if watched {
        let secret = secrets::mysql_watcher(hub);
        variables.insert("WATCHERS".to_owned(), format!("{MYSQL_WATCHER}:WATCHER_PASSWORD").into());
        variables.insert("WATCHER_PASSWORD".to_owned(), Variable::Secret(secret.id.clone()));
        plan.secrets.push(secret);
    }
    let file = "config/mysql/databases.sh".to_owned();
    plan.files.push(File::new(&file, Content::Text(DATABASES.into())));
    Detail {
        summary: "the relational database",
        command,
        variables,
        // By TCP, not by socket: the server that only initialises does not listen there.
        health: &["mysqladmin", "ping", "--host=127.0.0.1", "--silent"],
        mounts: vec![Mount { file, at: DATABASES_AT.to_owned() }],
    }
}

/// The databases in a store.
pub(super) fn databases(plan: &Plan, kind: StoreKind) -> &[Database] {
    match kind {
        StoreKind::Mysql => &plan.databases,
        StoreKind::Mongodb => &plan.documents,
        _ => &[],
    }
}

/// How a script is told of the databases: their list, and the variables with the passwords.
pub(super) fn logins(databases: &[Database]) -> IndexMap<String, Variable> {
    passwords(databases).chain([("DATABASES".to_owned(), list_of(databases).into())]).collect()
}

/// The variable that holds the password of a database's user.
fn password_of(database: &Database) -> String {
    format!("{}_PASSWORD", database.name.to_ascii_uppercase().replace('-', "_"))
}

fn passwords(databases: &[Database]) -> impl Iterator<Item = (String, Variable)> {
    databases.iter().map(|database| (password_of(database), Variable::Secret(database.secret.clone())))
}

/// The databases as the scripts that make them read them.
fn list_of(databases: &[Database]) -> String {
    let entry = |database: &Database| format!("{}:{}:{}", database.name, database.user, password_of(database));
    databases.iter().map(entry).collect::<Vec<_>>().join(" ")
}

fn kafka(hub: &Hub, data: &str, memory: Memory) -> Detail {
    // Half for the Java heap: the rest is its own and the page cache's. `Source:` 512 MiB of heap held.
    let heap = memory.percent(50).as_mebibytes();
    // One variable makes the image forget its whole default file, so all of it is said.
    let variables = [
        ("KAFKA_NODE_ID", "1"),
        ("KAFKA_PROCESS_ROLES", "broker,controller"),
        ("KAFKA_LISTENERS", "PLAINTEXT://:9092,CONTROLLER://:9093"),
        ("KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
        ("KAFKA_INTER_BROKER_LISTENER_NAME", "PLAINTEXT"),
        ("KAFKA_CONTROLLER_LISTENER_NAMES", "CONTROLLER"),
        ("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@localhost:9093"),
        ("KAFKA_LOG_DIRS", data),
        ("KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR", "1"),
        ("KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR", "1"),
        ("KAFKA_TRANSACTION_STATE_LOG_MIN_ISR", "1"),
        // A topic made by accident has one partition and no plan.
        ("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"),
        ("KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0"),
    ];
    let mut variables: IndexMap<String, Variable> =
        variables.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    let advertised = vec![Piece::Literal("PLAINTEXT://".to_owned()), Piece::Address(store(hub, StoreKind::Kafka))];
    variables.insert("KAFKA_ADVERTISED_LISTENERS".to_owned(), Text(advertised).into());
    variables.insert("KAFKA_HEAP_OPTS".to_owned(), format!("-Xms{heap}m -Xmx{heap}m").into());
    Detail {
        summary: "the broker, and its own controller",
        command: Vec::new(),
        variables,
        // An open port, not a Java machine a check: the topics are created by a client that tries again.
        health: &["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9092"],
        mounts: Vec::new(),
    }
}

fn redis(plan: &Plan, memory: Memory) -> Detail {
    let most = format!("{}mb", memory.percent(75).as_mebibytes());
    let mut command =
        ["redis-server", "--save", "", "--appendonly", "no", "--maxmemory", &most].map(str::to_owned).to_vec();
    if let Some(databases) = plan.cache_databases {
        command.extend(["--databases".to_owned(), databases.to_string()]);
    }
    Detail {
        summary: "what is kept for a while: who is behind which proxy, and what waits for an answer",
        command,
        variables: IndexMap::new(),
        health: &["redis-cli", "-h", "127.0.0.1", "ping"],
        mounts: Vec::new(),
    }
}

fn mongodb(plan: &mut Plan, hub: &Hub) -> Detail {
    plan.secrets.push(secrets::mongodb_root(hub));
    // With an administrator the image lets in nobody without a password.
    let mut variables = IndexMap::from([
        ("MONGO_INITDB_ROOT_USERNAME".to_owned(), "root".into()),
        ("MONGO_INITDB_ROOT_PASSWORD".to_owned(), Variable::Secret(secrets::MONGODB_ROOT.to_owned())),
    ]);
    variables.extend(logins(&plan.documents));
    let file = "config/mongodb/documents.js".to_owned();
    plan.files.push(File::new(&file, Content::Text(DOCUMENTS.into())));
    Detail {
        summary: "documents: bodies of bulk transfers, and reports of what was paid",
        command: Vec::new(),
        variables,
        health: &["mongosh", "--quiet", "--eval", "db.runCommand('ping').ok || quit(1)"],
        mounts: vec![Mount { file, at: DOCUMENTS_AT.to_owned() }],
    }
}
