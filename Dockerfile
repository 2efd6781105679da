# The program in an image of its own: built with a cache for its dependencies, run by nobody in particular on a file system
# that it cannot change. Only the folder of its data is its own. Held by a test; not built where the tests run.
FROM rust:1.95.0-bookworm AS build
# What rust-toolchain.toml asks for besides is not needed here.
ENV RUSTUP_TOOLCHAIN=1.95.0
WORKDIR /source
COPY . .
# The caches outlive a build: what did not change is not compiled again.
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/source/target \
    cargo build --release --locked --package yincai && cp target/release/yincai /usr/local/bin/yincai

FROM debian:bookworm-slim
RUN useradd --system --uid 10001 --user-group --home-dir /data --shell /usr/sbin/nologin yincai \
    && install --directory --owner yincai --group yincai --mode 0700 /data
COPY --from=build /usr/local/bin/yincai /usr/local/bin/yincai
USER 10001:10001
ENV YINCAI_DATA=/data
# What was needed for a moment goes back to the machine; glibc keeps it else, and once more for each thread (ADR 0043).
ENV MALLOC_TRIM_THRESHOLD_=131072
ENV MALLOC_ARENA_MAX=2
VOLUME /data
EXPOSE 8080
# The program asks itself: nothing else is in the image.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["yincai", "doctor", "--ready"]
ENTRYPOINT ["yincai"]
CMD ["serve"]
