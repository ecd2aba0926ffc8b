import type { ServiceParts, Services } from './services-port'

/** A process without services: it lives, and says whether its database does. */
export function createBareServices({ database }: ServiceParts): Services {
  async function ready() {
    try {
      await database.sql`select 1`
      return [{ name: 'database', ok: true }]
    } catch {
      return [{ name: 'database', ok: false }]
    }
  }
  return {
    handleApi(request, response) {
      const path = request.url?.split('?', 1)[0]
      if (path === '/healthz') {
        response.end('ok\n')
        return true
      }
      if (path !== '/readyz') return false
      void ready().then((checks) => {
        response.statusCode = checks.every((check) => check.ok) ? 200 : 503
        response.setHeader('Content-Type', 'application/json')
        response.end(JSON.stringify({ checks }))
      })
      return true
    },
    attachSockets() {},
    ready,
    start: async () => [],
    stop: async () => {},
  }
}
