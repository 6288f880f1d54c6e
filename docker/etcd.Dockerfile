# A node of real etcd, as Debian packages it: the second system under test. Needs no context.
ARG BASE_IMAGE=debian:bookworm-slim
FROM ${BASE_IMAGE}
RUN apt-get update && \
    apt-get install -y --no-install-recommends etcd-server iptables iproute2 procps && \
    rm -rf /var/lib/apt/lists/*
ENTRYPOINT ["/usr/bin/etcd"]
