/**
 * The words that no text of a language is without, of languages that share a script. Words of several
 * languages count for each of them.
 */
export const stopWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  latin: {
    en: 'the and of to in is that for with you this are was it on as we our from has a an by at be or not if can will into been had have their its about which more new i they what who how all here there these but your my do up out so than when also just us',
    de: 'der die und das ist nicht ein eine mit für auf den von zu wir im dem sich auch werden',
    fr: 'le la les et des est une dans pour que qui pas sur du nous vous au avec ce sont',
    es: 'el la los las que en una por con para es se del como más su lo esta pero son',
    pt: 'o os as estão muito também isso que em um uma para com não por do da dos é se mais como no na são',
    it: 'il la di che per una con non del sono gli è della le dei nel si come anche più',
    nl: 'het een en van is dat voor niet met zijn op te aan ook als wij door maar om naar',
    sv: 'och att det som är på för av inte med den ett vi har om till också från men kan',
    da: 'og at det som er på til af ikke med for den vi har også fra men jeg kan være',
    no: 'og at det som er på til av ikke med for den vi har også fra men jeg kan være',
    fi: 'ja on ei että se oli mutta kun myös ovat hän joka sekä tai ole kuin niin jos',
    pl: 'i w na z nie się że jest do to jak dla od po są przez oraz ale który tego',
    cs: 'se na je že v s jako pro by si ale jsou nebo které tak podle při jeho také',
    sk: 'sa na je že v s ako pre by si ale sú alebo ktoré tak podľa pri jeho tiež',
    tr: 've bir bu için ile de da olarak çok ama daha gibi kadar olan değil var ne her',
    id: 'yang dan di untuk dengan ini dari pada tidak adalah akan dalam juga itu ke kami',
    vi: 'và của là không có cho được một các trong với những người để này khi đã tôi',
    ro: 'și în de la nu cu este pentru care mai sau din pe să sunt ale fost prin acest',
    hu: 'az és hogy nem egy van ez meg csak már mint vagy volt lesz ha akkor',
    ca: 'el la els les que en una per amb és del com més però són aquest i dels ha',
  },
  cyrillic: {
    ru: 'и в не на что с как это для по из от мы но или его все при так также',
    uk: 'і в не на що з як це для та до від ми але або його всі при так також',
    bg: 'и на да се за от с е не по като са ще това но или при към има също',
    sr: 'и у да се на је за од са не као су али или што то по из ће може',
  },
};
