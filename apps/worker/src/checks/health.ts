import type { CheckContext, CheckHandler } from "@allotment/engine";
import { isRequest, orchestratorTraits, type HealthProbe, type HttpHealthCheck } from "@allotment/model";
import { sshTarget, type RunOnHost, type UrlAnswer } from "@allotment/orchestrators";
import type { CertificateSeen, CheckResult, PurposeSeen } from "@allotment/store";
import { daysLeft, healthFindings, healthOutcome, worstByPurpose } from "./health-judge.ts";
import { runProbe, type ProbeSeen } from "./probe.ts";
import { visit, type Visiting } from "./visit.ts";

/** What looking at instances needs. */
export interface HealthSurroundings extends Visiting {
  readonly runOnHost: RunOnHost;
  readonly sshKeyFile: string;
}

interface Asked {
  readonly seen: PurposeSeen;
  readonly answer: UrlAnswer;
  readonly milliseconds: number;
}

/** Asks an instance the way visitors and other servers do, and its machines what nobody outside can see. */
export function createHealthCheck(surroundings: HealthSurroundings): CheckHandler<"health"> {
  return async (context) => {
    const { check, description, clock } = context;
    const instance = description.instances[check.subject];
    if (instance === undefined) throw new Error("the instance is not there");
    const at = new Date(clock.now()).toISOString();
    const probes = instance.health.flatMap((one) => (isRequest(one) ? [] : [one]));
    const [asked, probed] = await Promise.all([
      Promise.all(instance.health.filter(isRequest).map((one) => ask(surroundings, context, one, at))),
      Promise.all(probes.map((one) => askMachine(surroundings, context, one, at))),
    ]);
    return result(context, asked, probed.flat(), at);
  };
}

function result(
  { check, environment, description }: CheckContext<"health">,
  asked: readonly Asked[],
  probed: readonly ProbeSeen[],
  at: string,
): CheckResult<"health"> {
  const plain = probed.map(({ figure: _, ...seen }) => seen);
  const purposes = worstByPurpose([...asked.map(({ seen }) => seen), ...plain]);
  const certificates = environment.publicNames === false ? [] : certificatesOf(asked);
  const machinesTell = orchestratorTraits[description.orchestrator].overSsh;
  const findings = healthFindings(check.subject, purposes, certificates, { at, machinesTell });
  return {
    outcome: healthOutcome(purposes, findings),
    findings,
    metrics: metricsOf(asked, probed, certificates, at),
    facts: { purposes, certificates, probedAt: probed.length === 0 ? null : at },
  };
}

async function ask(
  surroundings: HealthSurroundings,
  context: CheckContext<"health">,
  { url, statuses, purpose, accept }: HttpHealthCheck,
  at: string,
): Promise<Asked> {
  const { clock } = context;
  const begun = clock.now();
  const answer = await visit(surroundings, context, url, accept);
  const base = { purpose, where: url, at } as const;
  const milliseconds = clock.now() - begun;
  if ("problem" in answer) {
    const seen = { ...base, outcome: "wrong", code: "no-answer", params: { said: answer.problem } } as const;
    return { seen, answer, milliseconds };
  }
  const good = statuses.includes(answer.status);
  const params = { status: answer.status, milliseconds, said: String(answer.status) };
  const seen = { ...base, outcome: good ? "ok" : "wrong", code: good ? "answered" : "other-status", params } as const;
  return { seen, answer, milliseconds };
}

async function askMachine(
  { runOnHost, sshKeyFile }: HealthSurroundings,
  { check, description, signal }: CheckContext<"health">,
  probe: HealthProbe,
  at: string,
): Promise<readonly ProbeSeen[]> {
  if (!orchestratorTraits[description.orchestrator].overSsh) return [];
  const machine = description.instances[check.subject]?.components[probe.component]?.machine ?? "";
  const described = description.machines[machine];
  const target = described === undefined ? null : sshTarget(machine, described, sshKeyFile);
  return target === null ? [] : runProbe({ run: runOnHost, target, signal, at }, probe);
}

/** The certificate of each host that answered, once. */
function certificatesOf(asked: readonly Asked[]): readonly CertificateSeen[] {
  const byHost = new Map<string, CertificateSeen>();
  for (const { seen, answer } of asked) {
    if ("problem" in answer) continue;
    const host = new URL(seen.where).hostname;
    byHost.set(host, { host, endsAt: answer.certificateEndsAt, distrust: answer.distrust });
  }
  return [...byHost.values()];
}

function metricsOf(
  asked: readonly Asked[],
  probed: readonly ProbeSeen[],
  certificates: readonly CertificateSeen[],
  at: string,
): Record<string, number> {
  const site = asked.find(({ seen, answer }) => seen.purpose === "web" && "status" in answer);
  const jobs = probed.find(({ purpose, figure }) => purpose === "jobs" && figure !== null);
  const days = certificates.flatMap(({ endsAt }) => daysLeft(endsAt, at) ?? []);
  return {
    ...(site && { responseMilliseconds: site.milliseconds }),
    ...(jobs && { queueSeconds: jobs.figure ?? 0 }),
    ...(days.length > 0 && { certificateDaysLeft: Math.min(...days) }),
  };
}
