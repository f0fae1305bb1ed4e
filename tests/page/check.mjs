// Looks at a published folder as residents do: node check.mjs FOLDER. Prints {"pages": n, "problems": [...]} as JSON.
//
// Every page is loaded from a local server in Debian's chromium at three widths: no error on the console, nothing asked of
// another server, no sideways scrolling, no violation of WCAG 2.1 AA that axe finds, all links lead somewhere. The keyboard
// reaches whatever can be used, a page without script says the same, and the HTML is valid for the Nu checker.
import { createServer } from "node:http";
import { readFile, readdir } from "node:fs/promises";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const folder = process.argv[2];
const BROWSER = process.env.MATOME_CHROMIUM ?? "/usr/bin/chromium";
const WIDTHS = [360, 768, 1280];
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
const problems = [];
const problem = (page, what) => problems.push(`${page}: ${what}`);

async function serve() {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    try {
      const bytes = await readFile(join(folder, path));
      response.writeHead(200, { "content-type": `${TYPES[extname(path)] ?? "application/octet-stream"}; charset=utf-8` });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { server, origin: `http://127.0.0.1:${server.address().port}` };
}

async function pages() {
  const top = (await readdir(folder)).filter((name) => name.endsWith(".html"));
  const programs = (await readdir(join(folder, "programs"))).map((name) => `programs/${name}`);
  return [...top, ...programs].sort();
}

// A page that records what goes wrong while it loads.
async function open(browser, origin, name, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problem(name, `console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problem(name, `script: ${error.message}`));
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !url.startsWith("data:")) problem(name, `asks for ${url}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problem(name, `${response.status()} for ${response.url()}`);
  });
  await page.goto(`${origin}/${name}`, { waitUntil: "load" });
  return { context, page };
}

// Reads whatever a page would show: without the form that only the script can use.
const said = (page) =>
  page.evaluate(() => {
    document.getElementById("filter")?.remove();
    return document.body.innerText.replace(/\s+/g, " ");
  });

async function look(browser, origin, name) {
  const { context, page } = await open(browser, origin, name, { viewport: { width: 1280, height: 900 } });
  const links = await page.evaluate(() => [...document.links].map((link) => link.href));
  await page.addScriptTag({ path: require.resolve("axe-core") });
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    if (wide > width) problem(name, `${wide} wide in a window of ${width}`);
    const found = await page.evaluate((rules) => axe.run(document, { runOnly: rules, resultTypes: ["violations"] }), RULES);
    for (const rule of found.violations) {
      problem(name, `axe at ${width}: ${rule.id}: ${rule.help}: ${rule.nodes[0].html.slice(0, 120)}`);
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  const texts = await said(page);
  await context.close();
  const silent = await open(browser, origin, name, { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
  const without = await silent.page.evaluate(() => document.body.innerText.replace(/\s+/g, " "));
  if (without !== texts) problem(name, "says something else without script");
  await silent.context.close();
  return links;
}

// Every link within the folder leads to a file, and to a place in it.
async function follow(origin, name, links) {
  for (const link of new Set(links)) {
    if (!link.startsWith(origin)) continue;
    const { pathname, hash } = new URL(link);
    const bytes = await readFile(join(folder, decodeURIComponent(pathname))).catch(() => null);
    if (bytes === null) problem(name, `a link leads nowhere: ${pathname}`);
    else if (hash && !bytes.includes(`id="${decodeURIComponent(hash.slice(1))}"`)) problem(name, `no ${hash} in ${pathname}`);
  }
}

// The keyboard alone reaches whatever can be used, and one sees where it is.
async function walk(browser, origin, name) {
  const { context, page } = await open(browser, origin, name, { viewport: { width: 1280, height: 900 } });
  // The keyboard goes over what can be used, in any order; a summary is used as a button is.
  const all = await page.evaluate(() => {
    const usable = "a[href], button, select, input, textarea, summary, [tabindex='0']";
    const seen = [...document.querySelectorAll(usable)].filter((one) => one.checkVisibility({ visibilityProperty: true }));
    seen.forEach((one, at) => (one.dataset.at = at));
    return seen.length;
  });
  const reached = new Set();
  for (let step = 0; step < all + 5; step++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const now = document.activeElement;
      const style = getComputedStyle(now);
      return { at: now.dataset.at, shown: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2, html: now.outerHTML.slice(0, 80) };
    });
    if (at.at === undefined) continue;
    reached.add(at.at);
    if (!at.shown) problem(name, `the focus is not to be seen on ${at.html}`);
  }
  if (reached.size !== all) problem(name, `the keyboard reaches ${reached.size} of ${all}`);
  await page.goto(`${origin}/${name}`);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  if ((await page.evaluate(() => document.activeElement.id)) !== "main") problem(name, "the first link does not skip to the text");
  await context.close();
}

// The filter shows the programs of a direction, and says how many.
async function filter(browser, origin) {
  const name = "index.html";
  const { context, page } = await open(browser, origin, name, { viewport: { width: 1280, height: 900 } });
  const shown = () => page.locator(".program:visible").count();
  const all = await shown();
  await page.selectOption("#by-direction", { index: 1 });
  const some = await shown();
  const told = await page.locator("#filter .shown").innerText();
  if (some === 0 || some >= all) problem(name, `the filter shows ${some} of ${all}`);
  if (!told.includes(String(some))) problem(name, `the filter says ${told} of ${some}`);
  await page.click("#filter button");
  await page.waitForTimeout(50);
  if ((await shown()) !== all) problem(name, "the filter cannot be taken off");
  await context.close();
}

async function validate(names) {
  const jar = join(dirname(require.resolve("vnu-jar/package.json")), "build/dist/vnu.jar");
  const files = names.map((name) => join(folder, name));
  const run = promisify(execFile)("java", ["-Xss1024k", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", ...files], {
    maxBuffer: 1 << 26,
  });
  for (const message of JSON.parse((await run).stdout).messages) {
    problem(message.url?.split("/").pop() ?? "?", `not valid: ${message.message} (line ${message.lastLine}: ${message.extract ?? ""})`);
  }
}

const names = await pages();
const { server, origin } = await serve();
const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox"] });
try {
  for (const name of names) await follow(origin, name, await look(browser, origin, name));
  for (const name of ["index.html", "changes.html", names.at(-1)]) await walk(browser, origin, name);
  await filter(browser, origin);
  await validate(names);
} finally {
  await browser.close();
  server.close();
}
console.log(JSON.stringify({ pages: names.length, problems }));
