// The arrows between the rooms of the house (ARCHITECTURE.md), as rules. A package that is not named in `arrows` may use none of ours.

/** What each room may import of ours, beside itself. Paths below packages/ or apps/. */
const arrows = {
  "packages/model": [],
  "packages/catalogue": ["model"],
  "packages/planner": ["model", "catalogue"],
  "packages/nix-output": ["model"],
  "packages/store": ["model"],
  "packages/secrets": ["model"],
  "packages/ui": ["model"],
  "packages/engine": ["model", "store"],
  "packages/orchestrators": ["model", "engine", "nix-output"],
  "packages/api": ["model", "catalogue", "planner", "nix-output", "store"],
  "apps/panel": ["model", "api", "ui"],
  "apps/cli": ["model", "catalogue", "planner", "nix-output", "store", "api"],
  "apps/worker": ["model", "catalogue", "planner", "nix-output", "store", "secrets", "engine", "orchestrators"],
};

/** The only files of a room that another may use: the panel seals secrets, and can open none. */
const doors = { "packages/api": ["packages/secrets/src/seal\\.ts"] };

/** Tests stand beside their source and may use what they need to set a scene. */
const tests = "\\.test\\.tsx?$|/testing/";

/** Rooms that run in the browser too: no file system, network, clock or process of Node. */
const pure = "^packages/(model|catalogue|planner|ui)/src/";

const rooms = Object.entries(arrows).map(([room, others]) => ({
  name: `arrows-of-${room.replace("/", "-")}`,
  comment: `${room} may import ${others.length === 0 ? "nothing of ours" : others.join(", ")}`,
  severity: "error",
  from: { path: `^${room}/`, pathNot: tests },
  to: {
    path: "^(packages|apps)/",
    pathNot: [room, ...others.map((other) => `packages/${other}`)].map((each) => `^${each}/`).concat(doors[room] ?? []),
  },
}));

module.exports = {
  forbidden: [
    ...rooms,
    {
      name: "pure-core",
      comment: "this room runs in the browser too",
      severity: "error",
      from: { path: pure, pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "through-the-front-door",
      comment: "import a package by its name, not by a path into it",
      severity: "error",
      from: { path: "^(packages|apps)/([^/]+)/" },
      to: {
        path: "^packages/",
        pathNot: "^$1/$2/",
        dependencyTypes: ["local"],
        dependencyTypesNot: ["aliased-workspace", "npm"],
      },
    },
    {
      name: "no-circles",
      comment: "two files that need each other are one idea, or three; tables may point at each other",
      severity: "error",
      from: { pathNot: "^packages/store/src/schema/" },
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-tests-in-the-product",
      comment: "the product does not use what only tests use",
      severity: "error",
      from: { path: "^(packages|apps)/", pathNot: tests },
      to: { path: tests },
    },
    {
      name: "resolvable",
      comment: "there is no such file or package",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/(dist|\\.next|node_modules)/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default"] },
  },
};
