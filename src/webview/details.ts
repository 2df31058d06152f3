import { html, nothing, type TemplateResult } from "lit-html";
import { t } from "../l10n.ts";
import { icon, iconButton, post, section } from "./parts.ts";
import type { CommitCard, Copyable, Fact, FailureLine, Step } from "./protocol.ts";
import { inText, spanText, time } from "./times.ts";

export function stepsSection(steps: readonly Step[]): TemplateResult {
  const items = steps.map(
    ({ name, word, icon: iconId, tone, took }) =>
      html`<li class=${tone}>
        ${icon(iconId)}<span class="name">${name}</span>
        <span class="word">${word}${took ? ` · ${spanText(took)}` : ""}</span>
      </li>`,
  );
  return section(t("Steps"), html`<ol class="steps">${items}</ol>`);
}

export function commitSection(commit: CommitCard): TemplateResult {
  const { author, initials, picture, branch, sha, fullSha, body } = commit;
  return section(
    t("Commit"),
    html`<div class="commit">
      <span class="avatar" aria-hidden="true"
        >${initials}${picture ? html`<img src=${picture} alt="" @error=${hide} />` : nothing}</span
      >
      <div>
        <p>${author ?? t("Unknown author")}</p>
        <p class="ref">
          ${branch ? html`<span>${icon("git-branch")}<span>${branch}</span>${copyButton("branch")}</span>` : nothing}
          <span>${icon("git-commit")}<code title=${fullSha}>${sha}</code>${copyButton("sha")}</span>
        </p>
      </div>
      ${body ? html`<p class="body">${body}</p>` : nothing}
    </div>`,
  );
}

/** What could not be loaded leaves the initials below it in sight. */
function hide({ target }: Event): void {
  if (target instanceof HTMLElement) target.hidden = true;
}

const copyWords: Readonly<Record<Copyable, () => string>> = {
  sha: () => t("Copy commit SHA"),
  branch: () => t("Copy branch"),
  repository: () => t("Copy repository address"),
  image: () => t("Copy image"),
  id: () => t("Copy deployment ID"),
};

function copyButton(what: Copyable): TemplateResult {
  return iconButton(copyWords[what](), "copy", { type: "copy", what });
}

export function factsSection(facts: readonly Fact[]): TemplateResult {
  const rows = facts.map(({ name, value, at, copy, hasPage }) => {
    if (!("from" in value) && value.length === 0) return nothing;
    const said = "from" in value ? spanText(value) : inText(value);
    return html`<dt>${name}</dt>
      <dd>
        <span>${
          hasPage ? html`<button class="link" @click=${() => post({ type: "openRepository" })}>${said}</button>` : said
        }${at === undefined ? nothing : html` <span class="quiet">· ${time({ at, form: "exact" })}</span>`}</span>
        ${copy ? copyButton(copy) : nothing}
      </dd>`;
  });
  return section(t("Details"), html`<dl>${rows}</dl>`);
}

/** @param show goes to a line of the log */
export function errorsSection(errors: readonly FailureLine[], show: (entry: number) => void): TemplateResult {
  const label = t("Show in the log");
  const lines = errors.map(
    (line, index) => html`<li>
      <span>${failureText(line, index)}</span
      ><button class="icon" title=${label} aria-label=${label} @click=${() => show(line.entry)}>
        ${icon("arrow-down")}
      </button>
    </li>`,
  );
  return section(t("Why it failed"), html`<ol class="errors">${lines}</ol>`);
}

function failureText({ text, place }: FailureLine, error: number): unknown {
  if (!place) return text;
  const { start, end } = place;
  return html`${text.slice(0, start)}<button
      class="link"
      title=${t("Open file")}
      @click=${() => post({ type: "openFile", error })}
    >
      ${text.slice(start, end)}</button
    >${text.slice(end)}`;
}
