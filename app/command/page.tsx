import { Command } from './command'

export default function Page() {
  return <Command />
}
