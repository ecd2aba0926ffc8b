# Debian, not Alpine: the embedded Postgres needs glibc.
FROM node:22-bookworm-slim AS build
WORKDIR /kakou
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node server/launch.mjs --prepare

FROM node:22-bookworm-slim
# One arena: with one for each thread, glibc keeps some 40 MB more after a surge.
ENV NODE_ENV=production KAKOU_DATA=/data MALLOC_ARENA_MAX=1
WORKDIR /kakou
# With the development packages: the operator's tool (npm run kakou) runs from the sources.
COPY --from=build /kakou ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
# Ctrl+C and `docker stop` reach the server itself; it needs a moment to write what it holds.
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=60s CMD ["node", "-e", "const s=process.env.TLS_CERT?'https':'http';process.env.NODE_TLS_REJECT_UNAUTHORIZED='0';fetch(`${s}://127.0.0.1:${process.env.PORT||3000}/readyz`).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
CMD ["node", ".next/server.mjs"]
