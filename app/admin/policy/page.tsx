import { Policy } from './policy'

export default function Page() {
  return <Policy />
}
