//! A machine to set up: folders of its own, and every program that would change a real one played by a fake.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use mojaloop_model::Hub;
use mojaloop_render::bundle::{Bundle, Draft};
use mojaloop_render::machine;
use tempfile::TempDir;

const FAKES: &[(&str, &str)] = &[
    ("chown", include_str!("fakes/chown")),
    ("df", include_str!("fakes/df")),
    ("getent", include_str!("fakes/getent")),
    ("id", include_str!("fakes/id")),
    ("microk8s", include_str!("fakes/microk8s")),
    ("snap", include_str!("fakes/snap")),
    ("ss", include_str!("fakes/ss")),
    ("uname", include_str!("fakes/uname")),
    ("usermod", include_str!("fakes/usermod")),
];

/// The real programs it is given: there are no others.
const PROGRAMS: &[&str] = &[
    "awk", "bash", "cat", "chmod", "cmp", "cp", "cut", "dirname", "env", "grep", "head", "mkdir", "mktemp", "mv",
    "readlink", "rm", "sed", "sleep", "tail", "touch", "tr",
];

/// What the machine is like unless a test says otherwise: one that fits, with nothing on it.
const STATE: &[(&str, &str)] = &[
    ("uid", "0\n"),
    ("groups", "tester sudo\n"),
    ("processor", "x86_64\n"),
    ("free", "80\n"),
    ("listening", "LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:* users:((\"systemd-resolve\",pid=1,fd=2))\n"),
    ("os-release", "NAME=\"Ubuntu\"\nVERSION_ID=\"24.04\"\nID=ubuntu\nID_LIKE=debian\n"),
    // What a machine of 8 GiB shows.
    ("meminfo", "MemTotal:        8029036 kB\nMemFree:          241000 kB\n"),
    ("calls", ""),
];

pub const HOSTS: &[u8] = b"127.0.0.1\tlocalhost\n127.0.1.1 laptop\n\n::1 ip6-localhost\n";

pub struct Stage {
    root: TempDir,
}

/// What is in every folder but that of the fakes: bytes, mode, and when it was last written.
pub type Seen = BTreeMap<PathBuf, (Vec<u8>, u32, (i64, i64))>;

impl Stage {
    pub fn of(hub: &Hub) -> Self {
        let stage = Self { root: tempfile::tempdir().expect("a directory") };
        for folder in ["bin", "state", "home", "etc", "snap"] {
            fs::create_dir(stage.path(folder)).expect(folder);
        }
        for (name, text) in FAKES {
            let path = stage.path("bin").join(name);
            fs::write(&path, text).expect(name);
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect(name);
        }
        let folders = std::env::var_os("PATH").expect("a path");
        for name in PROGRAMS {
            let real = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
            symlink(real.expect(name), stage.path("bin").join(name)).expect(name);
        }
        for (name, text) in STATE {
            stage.state(name, text);
        }
        fs::write(stage.path("etc/hosts"), HOSTS).expect("hosts");
        stage.render(hub);
        stage
    }

    /// Renders what a hub says now over what was there.
    pub fn render(&self, hub: &Hub) {
        bundle(hub).diff(self.path("bundle")).expect("a diff").apply().expect("applied");
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    /// Says something else about the machine.
    pub fn state(&self, name: &str, text: &str) {
        fs::write(self.path("state").join(name), text).expect(name);
    }

    pub fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("written");
    }

    pub fn read(&self, path: &str) -> Vec<u8> {
        fs::read(self.path(path)).expect(path)
    }

    /// Who may do what with a file.
    pub fn mode(&self, path: &str) -> u32 {
        fs::metadata(self.path(path)).expect(path).mode() & 0o777
    }

    /// The calls that would have changed a real machine, since the last time.
    pub fn calls(&self) -> Vec<String> {
        let calls = String::from_utf8(self.read("state/calls")).expect("text");
        self.state("calls", "");
        calls.lines().map(str::to_owned).collect()
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_as("tester", arguments)
    }

    /// As root, who was that user before.
    pub fn run_as(&self, user: &str, arguments: &[&str]) -> Ran {
        let output = Command::new(self.path("bin/bash"))
            .arg(self.path("bundle/machine/microk8s.sh"))
            .args(arguments)
            .env_clear()
            .env("PATH", self.path("bin"))
            .env("HOME", self.path("home"))
            .env("TMPDIR", self.path("state"))
            .env("SUDO_USER", user)
            .env("STATE", self.path("state"))
            .env("HOSTS_FILE", self.path("etc/hosts"))
            .env("LAUNCH_FILE", self.path("snap/common/.microk8s.yaml"))
            .env("LAUNCH_BEFORE", self.path("etc/microk8s.yaml"))
            .env("DATA_FOLDER", self.path("snap/not/there/yet"))
            .env("OS_RELEASE", self.path("state/os-release"))
            .env("MEMINFO", self.path("state/meminfo"))
            .env("ADDON_SECONDS", "0")
            .output()
            .expect("bash");
        Ran::from(output)
    }

    pub fn seen(&self) -> Seen {
        let mut seen = Seen::new();
        for folder in ["state", "home", "etc", "snap", "bundle"] {
            look(&self.path(folder), &mut seen);
        }
        seen
    }
}

fn look(folder: &Path, seen: &mut Seen) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            look(&path, seen);
        } else {
            let about = fs::metadata(&path).expect("metadata");
            let bytes = fs::read(&path).expect("bytes");
            seen.insert(path, (bytes, about.mode(), (about.mtime(), about.mtime_nsec())));
        }
    }
}

/// What came of a run.
pub struct Ran {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    /// The commands it printed, and would have run in a dry run.
    pub fn commands(&self) -> Vec<&str> {
        self.stdout.lines().filter(|line| line.starts_with('+')).collect()
    }

    /// The faults it told.
    pub fn faults(&self) -> Vec<&str> {
        self.stderr.lines().filter_map(|line| line.strip_prefix("fault: ")).collect()
    }

    #[track_caller]
    pub fn ends_with(&self, status: i32) {
        assert_eq!(self.status, status, "stdout:\n{}stderr:\n{}", self.stdout, self.stderr);
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("text");
        Self {
            status: output.status.code().expect("no signal"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }
}

/// The files of a machine alone.
pub fn bundle(hub: &Hub) -> Bundle {
    let plan = mojaloop_render::plan(&hub.validate().expect("a valid hub"));
    let mut draft = Draft::new("machine");
    for file in machine::files(&plan) {
        draft.file(file);
    }
    draft.finish().expect("good files")
}
