import { Roads } from './roads'

export default function Page() {
  return <Roads />
}
