import * as z from 'zod'

/** RFC 9457 problem document, `application/problem+json`; over a socket it is the `error` of an acknowledgement. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof Problem>
