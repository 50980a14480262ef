# A repository with all that its tests need: the image of its own Dockerfile leaves that out.
ARG NODE_VERSION=22.22.0-alpine
FROM node:${NODE_VERSION} AS dependencies
WORKDIR /opt/app
# What modules are compiled with. An image that is no Alpine is taken to have it.
RUN ! command -v apk || apk add --no-cache autoconf automake bash g++ git libtool make openssl-dev py3-setuptools python3
COPY package.json package-lock.json ./
RUN npm ci

FROM dependencies AS repository
COPY . /repository
# Modules of another machine.
RUN rm -rf /repository/node_modules

FROM dependencies
COPY --from=repository --chown=1001:1001 /repository ./
# Tests write their reports here.
RUN chown 1001:1001 .
USER 1001:1001
