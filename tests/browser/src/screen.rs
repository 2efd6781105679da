//! What somebody looks at a page with: how wide it is, light or dark, with scripts or without.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// In CSS pixels.
    pub width: u32,
    pub dark: bool,
    pub scripts: bool,
}

impl Screen {
    /// The narrowest that WCAG asks for: 1280 pixels at 400 %.
    pub const NARROWEST: Screen = Screen { width: 320, dark: false, scripts: true };
    pub const PHONE: Screen = Screen { width: 360, dark: false, scripts: true };
    pub const DESKTOP: Screen = Screen { width: 1280, dark: false, scripts: true };

    pub const fn dark(self) -> Screen {
        Screen { dark: true, ..self }
    }

    pub const fn without_scripts(self) -> Screen {
        Screen { scripts: false, ..self }
    }

    pub fn is_phone(self) -> bool {
        self.width < 600
    }

    /// For the name of a picture.
    pub fn name(self) -> String {
        format!("{}{}", self.width, if self.dark { "-dark" } else { "" })
    }
}
