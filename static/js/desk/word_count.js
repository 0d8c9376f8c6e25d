// Under a box: how many words, and how long they take to read.

const A_MINUTE = 200; // words, read with care on a screen
const SIGNS = /!?\[([^\]]*)\]\([^)]*\)|^:::.*$|[#*_`>|~-]+/gm;

export function countWords(text) {
  return text.replace(SIGNS, " $1 ").match(/[\p{L}\p{N}]+(?:[’'.,-][\p{L}\p{N}]+)*/gu)?.length ?? 0;
}

export function inWords(text) {
  const words = countWords(text);
  if (!words) return "";
  const minutes = Math.round(words / A_MINUTE);
  const time = minutes < 1 ? "meno di un minuto" : minutes === 1 ? "circa un minuto" : `circa ${minutes} minuti`;
  const number = new Intl.NumberFormat("it-IT", { useGrouping: "always" }).format(words);
  return `${number} ${words === 1 ? "parola" : "parole"}, ${time} di lettura`;
}
