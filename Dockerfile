# syntax=docker/dockerfile:1
# The alerter on one machine: `watch` with its history in /data. See docs/run-locally.md.

FROM node:24-bookworm-slim AS build
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run -s build && npm pack --ignore-scripts --pack-destination /package

FROM node:24-bookworm-slim AS install
WORKDIR /app
COPY --from=build /package/*.tgz /package/
RUN npm install --global --prefix /app --omit=dev --no-audit --no-fund /package/*.tgz

FROM node:24-bookworm-slim
ENV NODE_ENV=production
COPY --from=install /app /app
RUN mkdir --mode=0700 /data && chown node:node /data
USER node
WORKDIR /config
VOLUME /data
ENV PATH=/app/bin:$PATH
HEALTHCHECK --interval=1m --timeout=20s --start-period=1m \
  CMD ["rocketchat-alerter", "status", "--store", "/data", "--alive"]
ENTRYPOINT ["rocketchat-alerter"]
CMD ["watch", "--config", "/config/alerter.yaml", "--store", "/data"]
