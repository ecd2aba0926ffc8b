/** Documents that name what is not there: links, files, scripts and commands of the operator's tool. */
import { posix } from 'node:path'
import type { Finding } from './finding'

interface Document {
  path: string
  text: string
}

/** What a document may name. */
interface Named {
  /** All files of the repository. */
  files: readonly string[]
  /** Of package.json. */
  scripts: readonly string[]
  /** Of the operator's tool: `audit verify`. */
  commands: readonly string[]
}

/** Names are short where all can see what is meant: `coverage/trial` is server/domain/coverage/trial.test.ts. */
const STARTS = ['', 'server/', 'server/domain/', 'app/', 'db/', 'e2e/']
const ENDINGS = ['', '.ts', '.tsx', '.test.ts', '.spec.ts']
/** Of the instance or of a run, or with a word that stands for another: not of the repository. */
const MADE = /^(?:data|test-results)\/|\/[A-Z]+\//

export function checkDocuments(documents: readonly Document[], named: Named): Finding[] {
  const places = new Set(named.files.flatMap((file) => [file, ...foldersOf(file)]))
  const anchors = new Map(documents.map(({ path, text }) => [path, anchorsOf(text)]))
  return documents.flatMap(({ path, text }) => {
    const folder = posix.dirname(path)
    return text.split('\n').flatMap((line, index) => {
      const faults = [
        ...linksOf(line).map((link) => linkFault(link, path, places, anchors)),
        ...captured(line, /\bnpm run ([\w:-]+)/g).map((name) =>
          named.scripts.includes(name) ? null : `package.json has no script "${name}"`,
        ),
        ...captured(line, /(?:`|npm run )kakou (?:-- )?([a-z][a-z-]*(?: [a-z][a-z-]*)?)/g).map((words) =>
          isCommand(words, named.commands) ? null : `kakou has no command "${words}"`,
        ),
        ...captured(line, /`([\w.-]+(?:\/[\w.-]+)+\/?)`/g).map((name) =>
          isThere(name, folder, places) ? null : `names ${name}, which is not there`,
        ),
      ]
      return faults.flatMap((reason) =>
        reason === null ? [] : [{ file: path, line: index + 1, rule: 'doc-names', reason }],
      )
    })
  })
}

const captured = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

const linksOf = (line: string): string[] => captured(line, /\]\(([^)\s]+)\)/g).filter((link) => !/^[a-z]+:/.test(link))

function linkFault(
  link: string,
  path: string,
  places: ReadonlySet<string>,
  anchors: ReadonlyMap<string, ReadonlySet<string>>,
): string | null {
  const [file = '', anchor] = link.split('#')
  const target = file === '' ? path : posix.join(posix.dirname(path), file).replace(/\/$/, '')
  if (!places.has(target)) return `leads to ${link}, which is not there`
  if (anchor === undefined || anchors.get(target)?.has(anchor) !== false) return null
  return `leads to ${link}, but no heading there makes that anchor`
}

/** One or two words: a command of one may be followed by what it is given. */
const isCommand = (words: string, commands: readonly string[]): boolean =>
  commands.some((one) => one === words || one === words.split(' ')[0] || one.startsWith(`${words} `))

/** What does not begin as a folder of ours is no file of ours: a media type, a zone. */
function isThere(name: string, folder: string, places: ReadonlySet<string>): boolean {
  const [first = ''] = name.split('/')
  const starts = [...STARTS, folder === '.' ? '' : `${folder}/`]
  if (MADE.test(name) || !starts.some((start) => places.has(start + first))) return true
  const bare = name.replace(/\/$/, '')
  return starts.some((start) => ENDINGS.some((ending) => places.has(start + bare + ending)))
}

function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1)
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'))
}

/** As GitHub makes them of headings. */
function anchorsOf(text: string): Set<string> {
  return new Set(
    captured(text, /^#+ +(.+)$/gm).map((heading) =>
      heading
        .trim()
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  )
}
