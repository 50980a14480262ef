//! The names a hub is reached by, as lines of a hosts file.

use crate::bundle::{Body, DraftFile};
use crate::plan::Plan;

/// The line before the hub's: by it they are found again.
pub(super) fn begin(plan: &Plan) -> String {
    format!("# begin hub {}, written by machine/microk8s.sh", plan.name)
}

/// The line after them.
pub(super) fn end(plan: &Plan) -> String {
    format!("# end hub {}", plan.name)
}

const HEAD: &str = "\
# The names of this hub, for a hosts file. On the hub's own machine `microk8s.sh` writes them. On another machine, put
# these lines into /etc/hosts, or into System32\\drivers\\etc\\hosts, with the address of the hub's machine in place of
# 127.0.0.1.
";

pub(super) fn of(plan: &Plan) -> DraftFile {
    let names = plan.routes.iter().map(|route| format!("127.0.0.1 {}", route.host));
    let lines: Vec<String> = std::iter::once(begin(plan)).chain(names).chain([end(plan)]).collect();
    let text = format!("{HEAD}{}\n", lines.join("\n"));
    DraftFile::new("machine/hosts", Body::Text(text.into())).origin("platform.microk8s.domain")
}
