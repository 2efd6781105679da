//! What every page says about the city: names, telephone numbers, filing numbers. Section `[city]` of the settings.

use contract::Text;
use serde::Deserialize;

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct City {
    /// The site's name on the public pages.
    pub site: Text,
    /// Its name on the pages of the staff.
    pub desk: Text,
    pub organiser: Text,
    pub advice: Telephone,
    pub complaints: Telephone,
    pub hours: Text,
    pub domain: String,
    /// 网站标识码.
    pub site_code: String,
    pub icp: String,
    /// 公安备案.
    pub police: String,
    pub notice: Text,
}

/// A telephone number as people read it and as telephones dial it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telephone {
    pub shown: String,
    pub dialled: String,
}
