/**
 * State graphs as data. A graph says which states an object can be in, what moves it from one to the next, and how
 * patient each state is. Nothing here knows what the states mean.
 *
 * A working state has a handler that a reconciler calls. What comes of it is one of four triggers:
 *
 *   done        the handler finished its work
 *   failed      the handler gave up: the failure cannot be retried, or the attempts are used up
 *   timed-out   the state has lasted longer than it may, whatever the handler says
 *   cancel      somebody asked to stop
 *
 * A trigger that a state does not list is ignored: the object stays where it is. Terminal states ignore all of them.
 */
export type Trigger = "done" | "failed" | "timed-out" | "cancel";

/** A state that something has to be done in. */
export interface WorkingState<State extends string> {
  readonly kind: "working";
  /** What a reconciler calls here: a key in its table of handlers. */
  readonly handler: string;
  /** Where each trigger leads. `cancel` is missing where it is too late, or already under way. */
  readonly on: Readonly<Record<Exclude<Trigger, "cancel">, State> & Partial<Record<"cancel", State>>>;
  /** Longest stay in the state, over all attempts. */
  readonly timeoutSeconds: number;
  /** How often the handler is tried before `failed` is triggered. */
  readonly attemptsMax: number;
  /** Pause after the first, second, … failed attempt; the last one repeats. */
  readonly backoffSeconds: readonly [number, ...number[]];
}

/** A state in which nothing is left to do. */
export interface TerminalState {
  readonly kind: "terminal";
}

/** One kind of object's states: all, or those that one way of it passes. */
export interface StateGraph<State extends string> {
  readonly name: string;
  readonly initial: State;
  readonly states: Readonly<Partial<Record<State, WorkingState<State> | TerminalState>>>;
}

/**
 * Checks a graph when it is loaded.
 *
 * @throws Error that names every problem; a graph that cannot be walked must not start.
 */
export function defineGraph<State extends string>(graph: StateGraph<State>): StateGraph<State> {
  const problems = graphProblems(graph);
  if (problems.length > 0) throw new Error(`The state graph "${graph.name}" is not valid: ${problems.join("; ")}.`);
  return graph;
}

/** What is wrong with a graph, one sentence part each; empty when nothing is. */
export function graphProblems(graph: StateGraph<string>): readonly string[] {
  const states = new Map(statesOf(graph));
  const problems = states.has(graph.initial) ? [] : [`the initial state ${graph.initial} does not exist`];
  for (const [name, state] of states) {
    problems.push(
      ...(state.kind === "terminal" ? terminalProblems(name, state) : workingProblems(name, state, states)),
    );
  }
  if (edgesOf(graph).some((edge) => edge.to === graph.initial)) {
    problems.push(`something leads back to the initial state ${graph.initial}`);
  }
  const reached = reachableFrom(graph);
  for (const name of states.keys()) if (!reached.has(name)) problems.push(`nothing leads to ${name}`);
  for (const name of reached) if (!canEnd(graph, name)) problems.push(`${name} can never come to an end`);
  return problems;
}

function terminalProblems(name: string, state: TerminalState): string[] {
  return "on" in state ? [`${name} is terminal but has exits`] : [];
}

function workingProblems(name: string, state: WorkingState<string>, states: ReadonlyMap<string, unknown>): string[] {
  const problems: string[] = [];
  if (state.handler === "") problems.push(`${name} has no handler`);
  if (!(state.timeoutSeconds > 0)) problems.push(`${name} has no timeout`);
  if (!(state.attemptsMax >= 1)) problems.push(`${name} allows no attempt`);
  for (const trigger of ["done", "failed", "timed-out"] as const) {
    if (state.on[trigger] === undefined) problems.push(`${name} does not say where ${trigger} leads`);
  }
  for (const [trigger, to] of Object.entries(state.on)) {
    if (!states.has(to)) problems.push(`${name} leads on ${trigger} to ${to}, which does not exist`);
    if (to === name) problems.push(`${name} leads on ${trigger} to itself`);
  }
  return problems;
}

function statesOf(graph: StateGraph<string>): readonly (readonly [string, WorkingState<string> | TerminalState])[] {
  return Object.entries(graph.states).flatMap(([name, state]) => (state === undefined ? [] : [[name, state] as const]));
}

/** One arrow of a graph. */
export interface Edge {
  readonly from: string;
  readonly trigger: Trigger;
  readonly to: string;
}

/** All arrows, in the order in which the graph lists them. */
export function edgesOf(graph: StateGraph<string>): readonly Edge[] {
  return statesOf(graph).flatMap(([from, state]) =>
    state.kind === "terminal"
      ? []
      : Object.entries(state.on).map(([trigger, to]) => ({ from, trigger: trigger as Trigger, to })),
  );
}

function reachableFrom(graph: StateGraph<string>, start = graph.initial): ReadonlySet<string> {
  const reached = new Set([start]);
  for (const name of reached) {
    for (const edge of edgesOf(graph)) if (edge.from === name) reached.add(edge.to);
  }
  return reached;
}

function canEnd(graph: StateGraph<string>, start: string): boolean {
  return [...reachableFrom(graph, start)].some((name) => graph.states[name]?.kind === "terminal");
}

/** Where a trigger leads from a state; undefined when the state ignores it, or is none of the graph. */
export function nextState<State extends string>(
  graph: StateGraph<State>,
  state: State,
  trigger: Trigger,
): State | undefined {
  const found = graph.states[state];
  return found === undefined || found.kind === "terminal" ? undefined : found.on[trigger];
}

/** Whether nothing is left to do in a state. */
export function isTerminal<State extends string>(graph: StateGraph<State>, state: State): boolean {
  return graph.states[state]?.kind === "terminal";
}

/** The pause after this many attempts in a row have failed. */
export function backoffSecondsAfter(state: WorkingState<string>, attempts: number): number {
  return state.backoffSeconds[Math.min(attempts, state.backoffSeconds.length) - 1] ?? state.backoffSeconds[0];
}
