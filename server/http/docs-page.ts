import type { OpenApi, Operation } from './openapi'

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The calls as one page for people, which needs no script and no other host. */
export const renderDocs = ({ info, paths, servers }: OpenApi): string => {
  const base = servers[0]?.url ?? ''
  const groups = new Map<string, string[]>()
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const tag = operation.tags[0] ?? ''
      groups.set(tag, [...(groups.get(tag) ?? []), call(method, base + path, operation)])
    }
  }
  const sorted = [...groups].sort(([a], [b]) => (a < b ? -1 : 1))
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · ${escapeHtml(info.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(info.title)} API</h1>
<p>${escapeHtml(info.description)} For programs: <a href="/api/openapi.json">OpenAPI 3.1</a>.</p>
<nav>${sorted.map(([tag]) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`).join('')}</nav></header>
<main>
${sorted.map(([tag, calls]) => `<section id="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>\n${calls.join('\n')}</section>`).join('\n')}
</main>
</body>
</html>
`
}

const call = (method: string, path: string, operation: Operation): string => {
  const { summary, parameters, requestBody, responses } = operation
  const who = [...operation['x-access'], ...(operation['x-password-again'] ? ['password asked again'] : [])]
  const body = Object.entries(requestBody?.content ?? {})[0]
  const answers = Object.entries(responses).filter(([status]) => status !== 'default')
  return `<article>
<h3><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code></h3>
<p>${escapeHtml(summary)}. <span class="who">${who.map(escapeHtml).join(' · ')}</span></p>
${parameters.length === 0 ? '' : `<p class="parts">${parameters.map(parameter).join(' ')}</p>`}
${body === undefined ? '' : schema(`Body, ${body[0]}`, body[1].schema)}
${answers.map(([status, { description, content }]) => answer(status, description, content)).join('\n')}
</article>`
}

const parameter = ({ name, in: where, required }: Operation['parameters'][number]): string =>
  `<code>${where === 'path' ? `{${escapeHtml(name)}}` : `?${escapeHtml(name)}`}${required ? '' : ' (optional)'}</code>`

const answer = (status: string, description: string, content: Operation['responses'][string]['content']): string => {
  const shown = content?.['application/json']?.schema
  const title = `${status} ${description}`
  return shown === undefined ? `<p class="answer">${escapeHtml(title)}</p>` : schema(title, shown)
}

const schema = (title: string, shown: unknown): string =>
  `<details><summary>${escapeHtml(title)}</summary><pre>${escapeHtml(JSON.stringify(shown, null, 2))}</pre></details>`

const STYLE = `
:root { color-scheme: light dark; --line: #8884; --accent: #1668c7; }
@media (prefers-color-scheme: dark) { :root { --accent: #79b4ff; } }
body { font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
h1 { font-size: 1.6rem; margin: 1rem 0 .25rem; }
h2 { border-bottom: 1px solid var(--line); margin-top: 2.5rem; padding-bottom: .25rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
article { border: 1px solid var(--line); border-radius: 8px; margin: 1rem 0; padding: .75rem 1rem; }
article p { margin: .4rem 0; }
a { color: var(--accent); }
nav { display: flex; flex-wrap: wrap; gap: .25rem .9rem; }
b { display: inline-block; min-width: 4rem; color: var(--accent); }
.who { opacity: .75; }
.parts code { margin-right: .5rem; }
.answer { padding-left: 1.1rem; }
summary { cursor: pointer; }
pre { background: #8881; border-radius: 6px; font-size: .8rem; max-height: 24rem; overflow: auto; padding: .75rem; }
`
