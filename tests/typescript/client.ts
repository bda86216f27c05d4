// A client that uses what openapi-typescript makes of the schema; that it compiles is the test.
import type { components, operations, paths } from "./build/schema";

type Run = paths["/api/runs"]["post"];
type Body = NonNullable<Run["requestBody"]>["content"]["application/json"];
type Line = operations["run"]["responses"]["200"]["content"]["application/x-ndjson"];

export const body: Body = {
  objective: { kind: "surface", id: "beale" },
  steps: 30,
  optimizers: [{ rule: "adam", learning_rate: 0.1 }],
} as Body;

/** The last loss of each optimizer, read from the lines of a run. */
export async function losses(address: string): Promise<Map<number, number | null>> {
  const answer = await fetch(`${address}/api/runs`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const ends = new Map<number, number | null>();
  for (const text of (await answer.text()).split("\n").filter(Boolean)) {
    const line = JSON.parse(text) as Line;
    if (line.type === "end") ends.set(line.optimizer, line.loss);
    if (line.type === "error") throw new Error(line.detail);
  }
  return ends;
}

export type Problem = components["schemas"]["ProblemDocument"];
