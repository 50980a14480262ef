//! What plays participants as a part of the hub's own.

use crate::catalogue::{CALLBACK_HANDLER, SCHEME_ADAPTER, SIMULATOR, SIMULATOR_NAMES, When, workload};
use crate::feature::Feature;
use crate::hub::Hub;
use crate::participant::Participant;

/// What plays participants beside the hub.
///
/// # Examples
///
/// ```
/// use mojaloop_model::{Feature, PlayedBy, Player};
///
/// assert_eq!(PlayedBy::CallbackHandler.player(), Some(Player::CallbackHandler));
/// assert_eq!(Player::CallbackHandler.feature(), Feature::Simulators);
/// assert_eq!(PlayedBy::TestingToolkit.player(), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Player {
    /// An SDK scheme adapter for each, before a simulated bank.
    Sdk,
    /// The old simulator, one for all.
    LegacySimulator,
    /// A callback handler for each.
    CallbackHandler,
}

impl Player {
    /// All of them.
    pub const ALL: &[Self] = &[Self::Sdk, Self::LegacySimulator, Self::CallbackHandler];

    /// How a hub's file spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sdk => "sdk",
            Self::LegacySimulator => "legacySimulator",
            Self::CallbackHandler => "callbackHandler",
        }
    }

    /// The feature that a participant so played brings.
    pub const fn feature(self) -> Feature {
        match self {
            Self::Sdk => Feature::Sdk,
            Self::LegacySimulator | Self::CallbackHandler => Feature::Simulators,
        }
    }

    /// The workload that the hub calls for a participant.
    pub const fn workload(self) -> &'static str {
        match self {
            Self::Sdk => SCHEME_ADAPTER,
            Self::LegacySimulator => SIMULATOR,
            Self::CallbackHandler => CALLBACK_HANDLER,
        }
    }

    /// Whether each participant it plays has a component of its own.
    pub fn runs_for_each(self) -> bool {
        workload(self.workload()).is_some_and(|(_, workload)| workload.when == When::Each(self))
    }

    /// Whether a note that it is sent may have more than one word.
    ///
    /// `Source:` simulator v12.3.6, which refuses one that has.
    pub const fn takes_sentences(self) -> bool {
        !matches!(self, Self::LegacySimulator)
    }

    /// What stands there before the paths of a participant's resources.
    ///
    /// `Source:` the routes of simulator v12.3.6 and of callback-handler-simulator-svc v0.1.5.
    pub fn path(self, participant: &Participant) -> String {
        match self {
            Self::Sdk => String::new(),
            Self::LegacySimulator => format!("/{}", participant.id),
            Self::CallbackHandler => "/fspiop".to_owned(),
        }
    }
}

impl Participant {
    /// Whether what plays it beside the hub answers for it whatever a payee is asked.
    pub fn answers_by_itself(&self) -> bool {
        match self.played_by.player() {
            Some(Player::Sdk | Player::CallbackHandler) => true,
            Some(Player::LegacySimulator) => {
                SIMULATOR_NAMES.iter().any(|simulated| simulated.name == self.id.as_str() && simulated.answers)
            }
            None => false,
        }
    }
}

impl Hub {
    /// The participants that something beside the hub plays, by name.
    pub fn played_by(&self, player: Player) -> Vec<&Participant> {
        let mut all: Vec<&Participant> =
            self.participants.iter().filter(|one| one.played_by.player() == Some(player)).collect();
        all.sort_by_key(|participant| participant.id.as_str());
        all
    }
}
