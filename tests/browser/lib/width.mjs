// Runs in the page: what reaches past the screen's right side, cut off or not; a box that scrolls by
// itself may hold what it likes.
export function sideways() {
  const screen = document.documentElement;
  const scrolls = (element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
  const inBox = ({ parentElement: box }) => box && (scrolls(box) || inBox(box));
  const end = (element) => {
    const box = element.getBoundingClientRect();
    const isPlain = scrolls(element) || !(element instanceof HTMLElement);
    return isPlain ? box.right : box.width && Math.max(box.right, box.left + element.scrollWidth);
  };
  const found = [...document.body.querySelectorAll('*')]
    .filter((element) => end(element) > screen.clientWidth + 1 && !inBox(element))
    .map((element) => `<${element.localName} class="${element.className}"> to ${Math.round(end(element))} px`);
  const scrolled = screen.scrollWidth - screen.clientWidth;
  return scrolled > 0 ? [`the page scrolls by ${scrolled} px`, ...found] : found;
}
