import { runKakou } from '../cli/kakou'
import { RIG_KEY, type ServerRig } from './server-rig'

interface ToolAnswer {
  code: number
  out: string
  err: string
}

/** Runs `kakou` in this process, with these settings alone. */
export const runTool = async (
  argv: readonly string[],
  environment: Record<string, string> = {},
): Promise<ToolAnswer> => {
  const out: string[] = []
  const err: string[] = []
  const io = { out: (line: string) => out.push(line), err: (line: string) => err.push(line), environment }
  const code = await runKakou([...argv], io)
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** The settings of an operator of the rig's instance, whose data are in this folder. */
export const operatorOf = (rig: ServerRig, folder: string): Record<string, string> => ({
  KAKOU_DATA: folder,
  DATABASE_URL: rig.databaseUrl,
  KAKOU_KEY: RIG_KEY.toString('hex'),
})
