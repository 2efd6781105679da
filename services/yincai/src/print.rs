//! What a command prints. Whoever reads it may have seen enough (`yincai routes | head`): the command still ends, and ends as
//! it would have, so that its exit code stays true.

use std::fmt::Display;
use std::io::{self, ErrorKind, Write};

/// Prints a line; one that nobody reads any more is no trouble, a full disk is.
pub fn line(line: impl Display) -> io::Result<()> {
    write(io::stdout().lock(), line)
}

/// Tells how far a long command is, beside what it prints; a telling that nobody hears is no trouble.
pub fn progress(line: impl Display) {
    writeln!(io::stderr().lock(), "{line}").ok();
}

/// Tells of a table that was copied, if there was anything in it.
pub fn table(service: &str, table: &str, rows: u64) {
    if rows > 0 {
        progress(format_args!("{service}: {rows} of {table}"));
    }
}

fn write(mut out: impl Write, line: impl Display) -> io::Result<()> {
    match writeln!(out, "{line}") {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed(ErrorKind);

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_is_no_trouble_and_a_full_disk_is() {
        assert!(write(Closed(ErrorKind::BrokenPipe), "a line").is_ok());
        assert!(write(Closed(ErrorKind::StorageFull), "a line").is_err());
    }
}
