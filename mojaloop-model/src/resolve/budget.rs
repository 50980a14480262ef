//! Who gets how much memory.

use crate::quantity::Memory;

/// The memory of a hub, shared out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Budget {
    /// What everything together may take, where the hub says so.
    pub total: Option<Memory>,
    /// What each component gets.
    pub shares: Vec<Share>,
}

/// What one component gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The component.
    pub name: String,
    /// How many of it there are.
    pub replicas: u32,
    /// The least it can do with.
    pub floor: Memory,
    /// What it does well with.
    pub ample: Memory,
    /// What one of it may take.
    pub limit: Memory,
}

impl Share {
    /// A share somewhere between what it needs and what it does well with.
    pub(crate) fn between(name: &str, replicas: u32, floor: Memory, ample: Memory) -> Self {
        Self { name: name.to_owned(), replicas, floor, ample, limit: ample }
    }

    /// A share the hub itself sets.
    pub(crate) fn fixed(name: &str, replicas: u32, memory: Memory) -> Self {
        Self::between(name, replicas, memory, memory)
    }

    /// What all of it need at least; nothing when that can't be said.
    pub fn needs(&self) -> Option<Memory> {
        self.floor.checked_mul(self.replicas)
    }
}

impl Budget {
    /// Shares a total out: each gets its floor, and of what is left the same part of its way to ample.
    ///
    /// Limits are whole MiB, and their sum never exceeds a total that covers the floors.
    pub(crate) fn of(mut shares: Vec<Share>, total: Option<Memory>) -> Self {
        if let Some(total) = total {
            let sum = |part: fn(&Share) -> Memory| {
                shares.iter().map(|s| u128::from(part(s).as_mebibytes()) * u128::from(s.replicas)).sum::<u128>()
            };
            let (floors, amples) = (sum(|s| s.floor), sum(|s| s.ample));
            let spare = u128::from(total.as_mebibytes()).saturating_sub(floors);
            let wish = amples.saturating_sub(floors);
            if spare < wish {
                for share in &mut shares {
                    let way = share.ample.as_mebibytes().saturating_sub(share.floor.as_mebibytes());
                    let part = u128::from(way) * spare / wish;
                    let part = Memory::mebibytes(u64::try_from(part).unwrap_or(u64::MAX));
                    share.limit = share.floor.saturating_add(part);
                }
            }
        }
        Self { total, shares }
    }

    /// What all components need at least; nothing when the sum can't be said.
    pub fn floor(&self) -> Option<Memory> {
        self.shares.iter().try_fold(Memory::ZERO, |sum, share| sum.checked_add(share.needs()?))
    }

    /// What all limits come to; nothing when the sum can't be said.
    pub fn limits(&self) -> Option<Memory> {
        self.shares.iter().try_fold(Memory::ZERO, |sum, s| sum.checked_add(s.limit.checked_mul(s.replicas)?))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_total_that_covers_the_floors_is_never_exceeded(
            parts in prop::collection::vec((1_u64..2000, 0_u64..2000, 1_u32..5), 1..20),
            spare in 0_u64..20_000,
        ) {
            let shares: Vec<_> = parts.iter()
                .map(|(floor, way, n)| Share::between("a", *n, Memory::mebibytes(*floor), Memory::mebibytes(floor + way)))
                .collect();
            let floors: u64 = parts.iter().map(|(floor, _, n)| floor * u64::from(*n)).sum();
            let total = Memory::mebibytes(floors + spare);
            let budget = Budget::of(shares, Some(total));
            prop_assert!(budget.limits().is_some_and(|sum| sum <= total));
            prop_assert!(budget.shares.iter().all(|s| s.floor <= s.limit && s.limit <= s.ample));
        }
    }
}
