// In the place of Django's own, which glues "l’ordine" into "lordine".
// The same rules as guides/slugs.py: tests/browser/test_slugs.py holds them together.
'use strict';
{
    const LETTERS = {'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ł': 'l'};

    window.URLify = function(text, most) {
        return text.toLowerCase()
            .replace(/[ßæœøđł]/g, (letter) => LETTERS[letter])
            .normalize('NFKD')
            .replace(/[\p{Mn}\p{Cf}]/gu, '')
            .replace(/\b([a-z])\.(?=[a-z]\b)|(\d)\.(?=\d{3}(?!\d))/g, '$1$2')
            .replace(/[^a-z0-9_]+/g, '-')
            .replace(/^[-_]+|[-_]+$/g, '')
            .substring(0, most)
            .replace(/[-_]+$/, '');
    };
}
