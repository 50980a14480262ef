//! Parts of an address.

use super::Url;

impl Url {
    /// Its host.
    pub fn host(&self) -> &str {
        let authority = self.authority();
        authority.split_once(':').map_or(authority, |(host, _)| host)
    }

    /// Its port: the one it names, or the usual one of its scheme.
    pub fn port(&self) -> u16 {
        let usual = if self.is_https() { 443 } else { 80 };
        self.authority().split_once(':').and_then(|(_, port)| port.parse().ok()).unwrap_or(usual)
    }

    /// Whether it is spoken to under TLS.
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// Whether something follows its host and port.
    pub fn has_path(&self) -> bool {
        self.0.split_once("://").is_some_and(|(_, rest)| rest.contains('/'))
    }

    fn authority(&self) -> &str {
        let rest = self.0.split_once("://").map_or(self.as_str(), |(_, rest)| rest);
        rest.split('/').next().unwrap_or(rest)
    }
}
