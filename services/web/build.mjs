// Builds the page unless neither its sources nor its dependencies changed since the last build.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const page = join("..", "target", "classes", "web", "index.html");
const stamp = join("..", "target", "web-built-from");
const installed = join("node_modules", ".installed-from");

function files(path) {
  return statSync(path).isDirectory()
    ? readdirSync(path).sort().flatMap((name) => files(join(path, name)))
    : [path];
}

function digest(...paths) {
  const hash = createHash("sha256");
  paths.flatMap(files).forEach((file) => hash.update(file).update(readFileSync(file)));
  return hash.digest("hex");
}

function unlessUnchanged(file, from, product, work) {
  if (existsSync(product) && existsSync(file) && readFileSync(file, "utf8") === from) return;
  work();
  writeFileSync(file, from);
}

function npm(...args) {
  const { status } = spawnSync("npm", args, { stdio: ["ignore", process.stderr, process.stderr] });
  if (status !== 0) process.exit(status ?? 1);
}

const dependencies = digest("package.json", "package-lock.json");
const sources = digest("package-lock.json", "index.html", "src", "public", "tsconfig.json", "vite.config.ts");
unlessUnchanged(installed, dependencies, "node_modules", () => npm("ci", "--no-audit", "--no-fund"));
unlessUnchanged(stamp, sources, page, () => npm("run", "build", "--silent"));
