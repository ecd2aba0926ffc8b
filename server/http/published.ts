import type { IncomingMessage, ServerResponse } from 'node:http'
import { renderDocs } from './docs-page'
import { buildOpenApi } from './openapi'
import type { Route } from './route'

/** What anybody may read of the API: the OpenAPI document and its page. Made when first asked for. */
export const createPublished = (routes: readonly Route[]) => {
  let pages: Map<string, { type: string; text: string }> | null = null
  const make = () => {
    const document = buildOpenApi(routes)
    return new Map([
      ['/api/openapi.json', { type: 'application/json; charset=utf-8', text: JSON.stringify(document) }],
      ['/api/docs', { type: 'text/html; charset=utf-8', text: renderDocs(document) }],
    ])
  }

  /** False where the call is for something else, and untouched. */
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const path = request.url?.split('?', 1)[0] ?? '/'
    if (path !== '/api/openapi.json' && path !== '/api/docs') return false
    if (request.method !== 'GET' && request.method !== 'HEAD') return false
    pages ??= make()
    const page = pages.get(path)
    response.writeHead(200, {
      'Content-Type': page?.type ?? '',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    })
    response.end(page?.text)
    return true
  }
}
