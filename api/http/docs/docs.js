// @ts-check
// Shows /openapi.json, and sends requests to the same host with the token that was entered.

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {any} api @param {any} schema */
function resolved(api, schema) {
  const name = schema?.$ref?.split("/").pop();
  return name ? api.components.schemas[name] : schema;
}

/** @param {any} api @param {any} schema */
function typeOf(api, schema) {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  if (schema.anyOf) return schema.anyOf.map((/** @type {any} */ kind) => typeOf(api, kind)).join(" or ");
  if (schema.enum) return schema.enum.map((/** @type {any} */ value) => JSON.stringify(value)).join(" or ");
  if (schema.type === "array") return `list of ${typeOf(api, schema.items ?? {})}`;
  return schema.type ?? "anything";
}

/** @param {any} api @param {any} schema */
function fields(api, schema) {
  const shape = resolved(api, schema);
  const rows = Object.entries(shape?.properties ?? {}).map(([name, field]) =>
    element("tr", {},
      element("td", {}, element("code", {}, name), shape.required?.includes(name) ? " *" : ""),
      element("td", {}, typeOf(api, field)),
      element("td", {}, field.description ?? "")));
  return rows.length ? element("table", {}, ...rows) : element("p", {}, typeOf(api, schema));
}

/** @param {any} api @param {string} path @param {string} method @param {any} operation */
function trial(api, path, method, operation) {
  const form = element("form", {});
  /** @type {Map<any, HTMLInputElement>} */
  const inputs = new Map();
  for (const parameter of operation.parameters ?? []) {
    const input = /** @type {HTMLInputElement} */ (element("input", { name: parameter.name }));
    inputs.set(parameter, input);
    form.append(element("label", {}, `${parameter.name} (${parameter.in})`, input));
  }
  const json = operation.requestBody?.content["application/json"];
  const body = /** @type {HTMLTextAreaElement} */ (element("textarea", { rows: "8", "aria-label": "Body" }));
  if (json) {
    body.value = JSON.stringify(resolved(api, json.schema).examples?.[0] ?? {}, null, 2);
    form.append(body);
  }
  const answer = element("pre", { "aria-live": "polite" });
  form.append(element("button", {}, "Send"), answer);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    let address = path;
    const query = new URLSearchParams();
    /** @type {Record<string, string>} */
    const headers = {};
    for (const [parameter, input] of inputs) {
      if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(input.value));
      else if (!input.value) continue;
      else if (parameter.in === "query") query.set(parameter.name, input.value);
      else headers[parameter.name] = input.value;
    }
    const token = /** @type {HTMLInputElement} */ (document.getElementById("token")).value;
    if (token) headers.Authorization = `Bearer ${token}`;
    if (json) headers["Content-Type"] = "application/json";
    const target = query.size ? `${address}?${query}` : address;
    const response = await fetch(target, { method: method.toUpperCase(), headers, body: json ? body.value : undefined });
    answer.textContent = `${response.status} ${response.statusText}\n${await response.text()}`;
  });
  return form;
}

/** @param {any} api @param {string} path @param {string} method @param {any} operation */
function shown(api, path, method, operation) {
  const parts = [element("p", {}, operation.description)];
  for (const [media, content] of Object.entries(operation.requestBody?.content ?? {})) {
    parts.push(element("h4", {}, `Body (${media})`), fields(api, content.schema));
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    const content = Object.entries(response.content ?? {});
    parts.push(element("details", {},
      element("summary", {}, `${status} ${response.description}`),
      ...content.flatMap(([media, each]) => [
        element("p", {}, media),
        each.examples ? element("p", {}, Object.keys(each.examples).join(", ")) : fields(api, each.schema),
      ])));
  }
  // a file, and what its sender signs, cannot be written by hand
  if (!operation.requestBody || operation.requestBody.content["application/json"]) {
    parts.push(element("details", {}, element("summary", {}, "Try it"), trial(api, path, method, operation)));
  }
  return element("details", {},
    element("summary", {}, element("span", { class: "method" }, method.toUpperCase()), element("code", {}, path), ` ${operation.summary}`),
    ...parts);
}

const api = await (await fetch("/openapi.json")).json();
const about = /** @type {HTMLElement} */ (document.getElementById("about"));
about.replaceChildren(`${api.info.title} ${api.info.version}: ${api.info.description} `, element("a", { href: "/openapi.json" }, "openapi.json"));
/** @type {Map<string, HTMLElement>} */
const sections = new Map();
for (const [path, methods] of Object.entries(api.paths)) {
  for (const [method, operation] of Object.entries(methods)) {
    const tag = operation.tags[0];
    if (!sections.has(tag)) sections.set(tag, element("section", { id: tag }, element("h2", {}, tag)));
    sections.get(tag)?.append(shown(api, path, method, operation));
  }
}
document.getElementById("operations")?.append(...sections.values());
document.getElementById("tags")?.append(...[...sections.keys()].map((tag) => element("a", { href: `#${tag}` }, tag)));
