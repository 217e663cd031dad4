// The page's own words, in the two languages of the audience. Phones speak for themselves.

const WORDS = {
  what: [
    "Ein Telegram-Bot für Menschen, die neu im Landkreis sind, für Betriebe und Integrationszentren: Arbeit, Kurse und Termine in fünf Sprachen. Alle Personen hier sind erfunden.",
    "A Telegram bot for people who are new in the district, for employers and for integration centres: work, courses and appointments in five languages. All people here are invented.",
  ],
  start_tour: ["Rundgang starten", "Start the tour"],
  minutes: ["etwa vier Minuten, läuft von selbst", "about four minutes, plays by itself"],
  preparing: ["Die Telefone werden vorbereitet …", "The phones are being prepared …"],
  resetAsk: ["Neu beginnen? Was auf den Telefonen getippt wurde, ist dann weg.", "Start again? What was typed on the phones is lost then."],
  rewindAsk: ["Den Rundgang von vorn beginnen? Was auf den Telefonen steht, ist dann weg.", "Start the tour from the beginning? What the phones show is lost then."],
  cancel: ["Abbrechen", "Cancel"],
  end: ["Rundgang beenden", "End the tour"],
  bot: ["Bot", "bot"],
  typing: ["schreibt …", "typing …"],
  clock: ["Uhr der Vorführung", "The demo's clock"],
  hour: ["+1 Std.", "+1 h"],
  morning: ["morgen 08:00", "tomorrow 08:00"],
  week: ["+1 Woche", "+1 week"],
  next: ["nächstes Ereignis", "next event"],
  walking: ["Die Uhr läuft …", "The clock walks …"],
  people: ["Telefone", "Phones"],
  browsers: ["Browser", "Browsers"],
  own_tab: ["In einem eigenen Fenster öffnen", "Open in a window of its own"],
  scan: ["Den QR-Code scannen", "Scan the QR code"],
  letterSeen: ["Ein Brief des Zentrums mit einem QR-Code", "A letter of the centre with a QR code"],
  nothing_open: ["Noch nichts geöffnet. Der Brief daneben führt hierher: klicken Sie auf seinen QR-Code.", "Nothing is open yet. The letter beside leads here: click its QR code."],
  peopleHint: ["Wessen Telefon möchten Sie sehen?", "Whose phone would you like to see?"],
  tour: ["Rundgang", "Tour"],
  reset: ["Neu beginnen", "Start again"],
  close: ["Schließen", "Close"],
  play: ["Weiter", "Play"],
  pause: ["Pause", "Pause"],
  step: ["Ein Schritt", "One step"],
  rewind: ["Von vorn", "From the start"],
  offline: ["Die Verbindung ist weg. Neuer Versuch …", "The connection is lost. Trying again …"],
  message: ["Nachricht", "Message"],
  send: ["Senden", "Send"],
  attach: ["Anhängen", "Attach"],
  menu: ["Befehle", "Commands"],
  keyboard: ["Tastenfeld", "Keyboard"],
  more: ["Mehr", "More"],
  hide: ["Telefon ausblenden", "Hide phone"],
  hideIt: ["Ausblenden", "Hide"],
  block: ["Bot blockieren", "Block the bot"],
  unblock: ["Blockierung aufheben", "Unblock"],
  blocked: ["Der Bot ist blockiert.", "The bot is blocked."],
  start: ["Start", "Start"],
  voice: ["Sprachnachricht", "Voice message"],
  photo: ["Foto", "Photo"],
  document: ["Dokument", "Document"],
  sticker: ["Sticker", "Sticker"],
  place: ["Standort", "Location"],
  where: ["Wo ist diese Person?", "Where is this person?"],
  german: ["Deutsch", "Deutsch"],
  germanHint: ["Deutsche Untertitel ein oder aus", "German subtitles on or off"],
  germanNone: ["Hier ist nichts zu übersetzen", "Nothing to translate here"],
  edited: ["bearbeitet", "edited"],
  silent: ["lautlos zugestellt", "delivered silently"],
  newest: ["Zu den neuesten Nachrichten", "To the newest messages"],
  nothing: ["Noch keine Nachrichten", "No messages yet"],
  ok: ["OK", "OK"],
  chat: ["Nachrichten von", "Messages of"],
  link: ["öffnet eine Seite", "opens a page"],
  problem_button: ["Diese Taste war nicht zu finden:", "This button was not found:"],
  problem_words: ["Das kam nicht rechtzeitig:", "This did not come in time:"],
  problem_phone: ["Dieses Telefon gibt es nicht:", "There is no such phone:"],
  problem_refused: ["Das ging nicht:", "This was not possible:"],
  problem_reset: ["Abgebrochen.", "Stopped."],
  nothing_came: ["Auf diesen Telefonen kommt in 7 Tagen nichts Neues.", "Nothing new comes to these phones within 7 days."],
  of: ["von", "of"],
};

const heard = [];
let language = sessionStorage.getItem("jip-language") === "en" ? "en" : "de";

/** The word in the audience's language. */
export function word(key) {
  return WORDS[key][language === "de" ? 0 : 1];
}

/** What is there in both languages, in the audience's. */
export function said(texts) {
  return texts[language] ?? texts.de;
}

word.has = (key) => key in WORDS;

export function currentLanguage() {
  return language;
}

/** Change the audience's language and redraw what speaks it. */
export function speak(next) {
  language = next;
  sessionStorage.setItem("jip-language", next);
  announce();
}

/** Redraw with `redraw` now and whenever the language changes. */
export function speaking(redraw) {
  heard.push(redraw);
  redraw();
}

function announce() {
  document.documentElement.lang = language;
  for (const redraw of heard) redraw();
}

const zone = { timeZone: "Europe/Berlin" };
const locale = () => (language === "de" ? "de-DE" : "en-GB");

export function timeOf(iso) {
  return new Date(iso).toLocaleTimeString(locale(), { ...zone, hour: "2-digit", minute: "2-digit" });
}

/** How large a file is, as a messenger writes it. */
export function sizeOf(bytes) {
  const kilo = bytes >= 1000;
  const style = { style: "unit", unit: kilo ? "kilobyte" : "byte", maximumFractionDigits: 1 };
  return (kilo ? bytes / 1000 : bytes).toLocaleString(locale(), style);
}

export function dayOf(iso, long = false) {
  const day = { ...zone, weekday: long ? "long" : "short", day: "numeric", month: "long" };
  return new Date(iso).toLocaleDateString(locale(), day);
}
