//! The event SDK: what tells of each request that a service took, and of what became of it.
//!
//! `Source:` event-sdk v14.8.2 and v14.8.3, which the services of release 17.2.0 carry.

use super::{Library, To, When, set, stream};
use crate::feature::Feature;

/// Where those events are told.
pub(super) const AUDIT: &str = "topic-event-audit";

/// It tells the broker of each request, and no more: what it tells by itself goes to the log of its service.
pub(super) static EVENT_SDK: Library = Library {
    name: "event-sdk",
    prefix: "EVENT_SDK",
    when: When::Feature(Feature::Portal),
    settings: &[set("AUDIT", To::Text("kafka")), set("LOG", To::Text("off")), set("TRACE", To::Text("off"))],
    produces: &[stream("EVENT/AUDIT", AUDIT)],
};
