// Enhancement only: every page works without this file.

const greek = document.documentElement.lang === "el";
const say = (el, en) => (greek ? el : en);

// A summary of errors is read out and seen first.
document.querySelector(".m-errors")?.focus();

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll("form:not([target])")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
  });
}
// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form")) delete form.dataset.sent;
});

// Passwords can be looked at while they are typed.
for (const input of document.querySelectorAll('input[type="password"]')) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "m-link m-reveal";
  button.setAttribute("aria-controls", input.id);
  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? say("Απόκρυψη κωδικού", "Hide password") : say("Εμφάνιση κωδικού", "Show password");
    button.setAttribute("aria-pressed", String(visible));
  };
  show(false);
  button.addEventListener("click", () => show(input.type === "password"));
  input.form?.addEventListener("submit", () => show(false));
  input.after(button);
}

// A hint on length; what else is wrong the server says.
for (const hint of document.querySelectorAll("[data-strength]")) {
  const input = document.getElementById(hint.dataset.strength);
  const least = Number(hint.dataset.minimum);
  input?.addEventListener("input", () => {
    const length = [...input.value.normalize("NFKC")].length;
    if (length === 0) hint.textContent = "";
    else if (length < least) hint.textContent = say(`${length} από τουλάχιστον ${least} χαρακτήρες`, `${length} of at least ${least} characters`);
    else if (new Set(input.value).size < 6) hint.textContent = say("Αρκετά μακρύς, αλλά επαναλαμβάνεται πολύ", "Long enough, but it repeats itself a lot");
    else if (length < least + 7) hint.textContent = say("Αρκετά μακρύς. Ακόμη μία λέξη τον κάνει δυνατό.", "Long enough. One more word makes it strong.");
    else hint.textContent = say("Δυνατός κωδικός", "A strong password");
  });
}

// The desk begins with the cursor where the scanner writes.
document.querySelector("[data-begin-here] :is(input:not([type=hidden]), button)")?.focus();

// The sheet's QR code carries the activation code behind the #: it is never sent in an address.
const code = document.querySelector("[data-code-in-hash] input[name=code]");
if (code && location.hash.length > 1) {
  code.value = location.hash.slice(1).replace(/[^0-9A-Za-z-]/g, "");
  history.replaceState(null, "", location.pathname);
}
